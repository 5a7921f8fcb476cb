#include "media/sound/g722_codec.hpp"

#include <array>
#include <new>

#include "media/sound/spandsp.hpp"

namespace ringback::media {
namespace {

constexpr int bitrate = 64000;
constexpr unsigned narrow = 8000;
constexpr unsigned wide = 16000;

}  // namespace

void G722Encoder::Delete::operator()(g722_encode_state_s* state) const {
  g722_encode_free(state);
}

G722Encoder::G722Encoder() : state_(g722_encode_init(nullptr, bitrate, 0)) {
  if (!state_) throw std::bad_alloc();
}

// The rate may change in mid-sound: the far decoder follows the bands' predictors, which stay.
std::size_t G722Encoder::encode(std::span<const std::int16_t> frame, std::span<std::uint8_t> payload) {
  const bool narrow_band = frame.size() == narrow / frames_per_second;
  const std::size_t size = narrow_band ? frame.size() : frame.size() / 2;
  if ((!narrow_band && frame.size() != wide / frames_per_second) || payload.size() < size) return 0;
  state_->eight_k = narrow_band ? 1 : 0;
  return static_cast<std::size_t>(
      g722_encode(state_.get(), payload.data(), frame.data(), static_cast<int>(frame.size())));
}

// Silence too moves the predictors.
std::size_t G722Encoder::silence(std::span<std::uint8_t> payload) {
  static constexpr std::array<std::int16_t, narrow / frames_per_second> still{};
  return encode(still, payload);
}

void G722Decoder::Delete::operator()(g722_decode_state_s* state) const {
  g722_decode_free(state);
}

G722Decoder::G722Decoder() : state_(g722_decode_init(nullptr, bitrate, G722_SAMPLE_RATE_8000)) {
  if (!state_) throw std::bad_alloc();
}

unsigned G722Decoder::rate() const {
  return state_->eight_k ? narrow : wide;
}

bool G722Decoder::set_rate(unsigned rate) {
  if (rate != narrow && rate != wide) return false;
  if (rate == this->rate()) return true;
  state_->eight_k = rate == narrow ? 1 : 0;
  concealment_ = Concealment(rate);
  return true;
}

std::size_t G722Decoder::decode(std::span<const std::uint8_t> payload, std::span<std::int16_t> to) {
  const std::size_t samples = payload.size() * (rate() / narrow);
  if (samples > to.size()) return 0;
  g722_decode(state_.get(), to.data(), payload.data(), static_cast<int>(payload.size()));
  concealment_.hear(to.first(samples));
  return samples;
}

void G722Decoder::reset() {
  g722_decode_init(state_.get(), bitrate, rate() == narrow ? G722_SAMPLE_RATE_8000 : 0);
  concealment_ = Concealment(rate());
}

}  // namespace ringback::media
