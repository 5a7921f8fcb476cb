#include "media/sound/dtmf_detector.hpp"

#include <array>
#include <new>

#include "media/sound/spandsp.hpp"

namespace ringback::media {

void DtmfDetector::Delete::operator()(dtmf_rx_state_s* state) const {
  dtmf_rx_free(state);
}

DtmfDetector::DtmfDetector() : state_(dtmf_rx_init(nullptr, nullptr, nullptr)) {
  if (!state_) throw std::bad_alloc();
}

// No packet is so long that two presses fit.
std::optional<char> DtmfDetector::hear(std::span<const std::int16_t> sound) {
  dtmf_rx(state_.get(), sound.data(), static_cast<int>(sound.size()));
  std::array<char, 2> digit{};  // with the zero that ends it
  if (dtmf_rx_get(state_.get(), digit.data(), 1) == 0) return std::nullopt;
  return digit[0];
}

}  // namespace ringback::media
