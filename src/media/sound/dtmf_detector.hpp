#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

struct dtmf_rx_state_s;

namespace ringback::media {

// Finds the tones of digits in sound, each press once (ITU-T Q.24, by spandsp).
class DtmfDetector {
 public:
  DtmfDetector();
  // Linear sound at 8 kHz. The digit that was found in it, 0-9*#A-D.
  std::optional<char> hear(std::span<const std::int16_t> sound);

 private:
  struct Delete {
    void operator()(dtmf_rx_state_s* state) const;
  };
  std::unique_ptr<dtmf_rx_state_s, Delete> state_;
};

}  // namespace ringback::media
