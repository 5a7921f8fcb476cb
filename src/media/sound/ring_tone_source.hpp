#pragma once

#include "media/sound/oscillator.hpp"
#include "media/sound/pcm_source.hpp"
#include "media/sound/ring_tone.hpp"

namespace ringback::media {

// Plays a country's ring tone for ever.
class RingToneSource final : public PcmSource {
 public:
  explicit RingToneSource(const RingTone& tone) : tone_(tone) {}
  bool fill(std::span<std::int16_t> frame) override;

 private:
  // Every burst starts anew, as exchanges' tones do.
  void start_phase(std::size_t phase);
  std::int16_t next_sample();

  const RingTone& tone_;
  unsigned rate_ = 0;
  std::size_t phase_ = 0;        // of the cadence
  std::uint32_t remaining_ = 0;  // samples of it
  Oscillator first_, second_, swell_;
};

}  // namespace ringback::media
