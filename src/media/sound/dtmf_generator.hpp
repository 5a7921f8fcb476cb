#pragma once

#include <cstdint>
#include <span>

#include "media/sound/oscillator.hpp"

namespace ringback::media {

// The two tones of a digit (ITU-T Q.23), for phones that take no events.
class DtmfGenerator {
 public:
  // `event` is the digit's code of RFC 4733, below 16. `rate` is 8000 or 16000.
  void start(std::uint8_t event, unsigned rate);
  void fill(std::span<std::int16_t> frame);

 private:
  Oscillator low_, high_;
};

}  // namespace ringback::media
