#pragma once

#include <optional>

#include "base/clip.hpp"
#include "media/sound/pcm_source.hpp"
#include "media/sound/resampler.hpp"

namespace ringback::media {

// Plays a clip, once or several times without a gap, at whatever rate it is asked for. Allocates at construction alone.
class ClipSource final : public PcmSource {
 public:
  ClipSource(SharedClip clip, int times);

  bool fill(std::span<std::int16_t> frame) override;
  // The next frame fades to silence and is the last.
  void end() override { ending_ = true; }

 private:
  std::size_t copy(std::span<std::int16_t> to);
  std::size_t resample(Resampler& resampler, std::span<std::int16_t> to);
  std::span<const std::int16_t> ahead() const { return std::span(clip_->samples).subspan(position_); }
  void advance(std::size_t samples);

  const SharedClip clip_;
  int times_left_;
  std::size_t position_ = 0;
  // For the rates that are not the clip's own.
  std::optional<Resampler> to_8_khz_;
  std::optional<Resampler> to_16_khz_;
  bool ending_ = false;
};

}  // namespace ringback::media
