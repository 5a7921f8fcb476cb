#pragma once

#include <cstdint>
#include <span>

namespace ringback::media {

// Tells speech (or any other sound, a tone too) from silence, 20 ms by 20 ms. What counts as silence follows the noise
// of the line; what is as loud as speech on a telephone never becomes noise, however long it lasts.
class VoiceActivity {
 public:
  // True if there is sound. At any rate from 8 kHz.
  bool hear(std::span<const std::int16_t> sound);

 private:
  double noise_ = 0;  // mean square
};

}  // namespace ringback::media
