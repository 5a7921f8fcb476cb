#pragma once

#include <cstdint>
#include <span>

#include "media/codec.hpp"
#include "media/session.hpp"

namespace ringback::media {

// Sound that is made here, frame after frame, phase kept between them.
//
// Ring-back is Japan's (as the numbers of the founding study): 400 Hz that swells 16 times a second, 1 s on, 2 s off.
// Beeps are 300 ms on, 300 ms off.
class ToneSource {
 public:
  explicit ToneSource(int beep_hz) : beep_hz_(beep_hz) {}

  // Starts `tone` from its beginning.
  void start(Tone tone);
  Tone tone() const { return tone_; }
  void fill(Codec codec, std::span<std::uint8_t> frame);

 private:
  std::int16_t next_sample();

  int beep_hz_;
  Tone tone_ = Tone::silence;
  std::uint32_t position_ = 0;  // in samples, within the tone's cycle
};

}  // namespace ringback::media
