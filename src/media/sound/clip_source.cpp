#include "media/sound/clip_source.hpp"

#include <algorithm>

namespace ringback::media {
namespace {

constexpr int frames_a_second = 50;

void fade_out(std::span<std::int16_t> frame) {
  const auto size = static_cast<int>(frame.size());
  for (int i = 0; i < size; ++i) {
    auto& sample = frame[static_cast<std::size_t>(i)];
    sample = static_cast<std::int16_t>(sample * (size - i) / size);
  }
}

}  // namespace

ClipSource::ClipSource(SharedClip clip, int times)
    : clip_(std::move(clip)), times_left_(clip_->samples.empty() ? 0 : times) {
  const auto rate = static_cast<unsigned>(clip_->sample_rate);
  if (rate != 8000) to_8_khz_.emplace(rate, 8000U);
  if (rate != 16000) to_16_khz_.emplace(rate, 16000U);
}

bool ClipSource::fill(std::span<std::int16_t> frame) {
  const auto rate = static_cast<int>(frame.size()) * frames_a_second;
  auto& resampler = rate == 8000 ? to_8_khz_ : to_16_khz_;
  std::size_t made = 0;
  while (made < frame.size() && times_left_ > 0) {
    const auto rest = frame.subspan(made);
    made += rate == clip_->sample_rate ? copy(rest) : resample(*resampler, rest);
  }
  std::fill(frame.begin() + static_cast<std::ptrdiff_t>(made), frame.end(), std::int16_t{0});
  if (ending_) fade_out(frame);
  return times_left_ > 0 && !ending_;
}

std::size_t ClipSource::copy(std::span<std::int16_t> to) {
  const auto from = ahead();
  const auto count = std::min(from.size(), to.size());
  std::copy_n(from.begin(), count, to.begin());
  advance(count);
  return count;
}

std::size_t ClipSource::resample(Resampler& resampler, std::span<std::int16_t> to) {
  const auto progress = resampler.process(ahead(), to);
  // It takes or makes something each time; if it ever did neither, the thread would never come back.
  advance(progress.taken == 0 && progress.made == 0 ? ahead().size() : progress.taken);
  return progress.made;
}

void ClipSource::advance(std::size_t samples) {
  position_ += samples;
  if (position_ < clip_->samples.size()) return;
  position_ = 0;
  --times_left_;
}

}  // namespace ringback::media
