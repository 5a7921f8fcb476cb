#pragma once

#include "media/session.hpp"
#include "media/sound/pcm_source.hpp"

namespace ringback::media {

// Silence, or beeps of 300 ms with as much between them; frame after frame, phase kept.
class ToneSource final : public PcmSource {
 public:
  explicit ToneSource(int beep_hz) : beep_hz_(beep_hz) {}

  // Starts `tone` from its beginning.
  void start(Tone tone);
  Tone tone() const { return tone_; }
  // 8 or 16 kHz.
  bool fill(std::span<std::int16_t> frame) override;

 private:
  std::int16_t next_sample(std::uint32_t step);

  int beep_hz_;
  Tone tone_ = Tone::silence;
  std::uint32_t position_ = 0;  // within the tone's cycle, in samples of 16 kHz
};

}  // namespace ringback::media
