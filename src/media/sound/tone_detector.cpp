#include "media/sound/tone_detector.hpp"

#include <cmath>
#include <numbers>

#include "media/sound/g711.hpp"

namespace ringback::media {
namespace {

constexpr unsigned block = 320;  // 40 ms: 25 Hz wide, and a beep of 300 ms holds several
constexpr double quietest = 200.0 * 200.0;
constexpr double share = 0.6;  // of the energy: codecs and echo cancellers leave some noise

}  // namespace

void ToneDetector::listen_for(int hz) {
  coefficient_ = hz == 0 ? 0 : 2 * std::cos(2 * std::numbers::pi * hz / samples_per_second);
  blocks_ = 0;
  clear_block();
}

void ToneDetector::clear_block() {
  previous_ = before_ = energy_ = 0;
  samples_ = 0;
}

bool ToneDetector::block_is_tone() const {
  const double power = previous_ * previous_ + before_ * before_ - coefficient_ * previous_ * before_;
  // A pure tone of N samples gives power = energy * N / 2.
  return energy_ / block > quietest && power > share * energy_ * block / 2;
}

bool ToneDetector::add(double sample) {
  const double current = sample + coefficient_ * previous_ - before_;
  before_ = previous_;
  previous_ = current;
  energy_ += sample * sample;
  if (++samples_ < block) return false;
  blocks_ = block_is_tone() ? blocks_ + 1 : 0;
  clear_block();
  return blocks_ == 2;
}

bool ToneDetector::hear(std::span<const std::int16_t> sound) {
  if (!listening()) return false;
  for (const auto sample : sound) {
    if (!add(sample)) continue;
    listen_for(0);
    return true;
  }
  return false;
}

}  // namespace ringback::media
