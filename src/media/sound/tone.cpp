#include "media/sound/tone.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "media/codec.hpp"

namespace ringback::media {
namespace {

constexpr double amplitude = 8000;  // about -12 dB of full scale, as networks play their tones
constexpr std::uint32_t rate = 16000;
constexpr std::uint32_t half_beep = rate * 3 / 10;

double wave(double hz, std::uint32_t position) {
  return std::sin(2 * std::numbers::pi * hz * position / rate);
}

}  // namespace

void ToneSource::start(Tone tone) {
  tone_ = tone;
  position_ = 0;
}

std::int16_t ToneSource::next_sample(std::uint32_t step) {
  const auto at = position_;
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
