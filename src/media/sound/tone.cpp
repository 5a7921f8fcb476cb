#include "media/sound/tone.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "media/codec.hpp"

namespace ringback::media {
namespace {

constexpr double amplitude = 8000;  // about -12 dB of full scale, as networks play their tones
constexpr std::uint32_t rate = 16000;
constexpr std::uint32_t ringback_samples = 3 * rate;
constexpr std::uint32_t half_beep = rate * 3 / 10;

double wave(double hz, std::uint32_t position) {
  return std::sin(2 * std::numbers::pi * hz * position / rate);
}

// Made once, as a thousand callers may hear it at the same time. Every second sample is the tone at 8 kHz.
using RingbackCycle = std::array<std::int16_t, ringback_samples>;
const RingbackCycle& ringback_cycle() {
  static const RingbackCycle cycle = [] {
    RingbackCycle made{};
    for (std::uint32_t i = 0; i < rate; ++i) {
      made[i] = static_cast<std::int16_t>(amplitude * wave(400, i) * (0.6 - 0.4 * wave(16, i)));
    }
    return made;
  }();
  return cycle;
}

}  // namespace

void ToneSource::start(Tone tone) {
  tone_ = tone;
  position_ = 0;
}

std::int16_t ToneSource::next_sample(std::uint32_t step) {
  const auto at = position_;
  if (tone_ == Tone::ringback) {
    position_ = (at + step) % ringback_samples;
    return ringback_cycle()[at];
  }
  position_ = (at + step) % (2 * half_beep);
  return static_cast<std::int16_t>(at < half_beep ? amplitude * wave(beep_hz_, at) : 0);
}

bool ToneSource::fill(std::span<std::int16_t> frame) {
  if (tone_ == Tone::silence) {
    std::fill(frame.begin(), frame.end(), std::int16_t{0});
    return true;
  }
  const auto step = static_cast<std::uint32_t>(rate / (frame.size() * frames_per_second));
  for (auto& sample : frame) sample = next_sample(step);
  return true;
}

}  // namespace ringback::media
