#include "media/sound/tone.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "media/sound/g711.hpp"

namespace ringback::media {
namespace {

constexpr double amplitude = 8000;  // about -12 dB of full scale, as networks play their tones
constexpr std::uint32_t ringback_samples = 3 * samples_per_second;
constexpr std::uint32_t half_beep = samples_per_second * 3 / 10;

double wave(double hz, std::uint32_t position) {
  return std::sin(2 * std::numbers::pi * hz * position / samples_per_second);
}

// Made once, as a thousand callers may hear it at the same time.
using RingbackCycle = std::array<std::int16_t, ringback_samples>;
const RingbackCycle& ringback_cycle() {
  static const RingbackCycle cycle = [] {
    RingbackCycle made{};
    for (std::uint32_t i = 0; i < samples_per_second; ++i) {
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

std::int16_t ToneSource::next_sample() {
  if (tone_ == Tone::ringback) {
    const auto sample = ringback_cycle()[position_];
    position_ = (position_ + 1) % ringback_samples;
    return sample;
  }
  const bool on = position_ < half_beep;
  const auto sample = static_cast<std::int16_t>(on ? amplitude * wave(beep_hz_, position_) : 0);
  position_ = (position_ + 1) % (2 * half_beep);
  return sample;
}

void ToneSource::fill(Codec codec, std::span<std::uint8_t> frame) {
  if (tone_ == Tone::silence) {
    std::fill(frame.begin(), frame.end(), silent_byte(codec));
  } else {
    for (auto& byte : frame) byte = encode(codec, next_sample());
  }
}

}  // namespace ringback::media
