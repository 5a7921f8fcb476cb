#include "call/conference_sounds.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ringback::call {
namespace {

constexpr int rate = 8000;

double semitones_from_a(int steps) {
  return 440.0 * std::pow(2.0, steps / 12.0);
}

// A plucked note: it begins at once, softly, and dies away.
void add_note(Clip& clip, double at, double hz, double seconds, double loudness) {
  const auto begin = static_cast<std::size_t>(at * rate);
  const auto count = static_cast<std::size_t>(seconds * rate);
  for (std::size_t i = 0; i < count && begin + i < clip.samples.size(); ++i) {
    const double time = static_cast<double>(i) / rate;
    const double envelope = std::min(time / 0.01, 1.0) * std::exp(-3 * time / seconds);
    const double phase = 2 * std::numbers::pi * hz * time;
    const double wave = std::sin(phase) + 0.25 * std::sin(2 * phase);
    auto& sample = clip.samples[begin + i];
    sample = static_cast<std::int16_t>(sample + loudness * envelope * wave);
  }
}

std::shared_ptr<Clip> silence(double seconds) {
  auto clip = std::make_shared<Clip>();
  clip->sample_rate = rate;
  clip->samples.resize(static_cast<std::size_t>(seconds * rate));
  return clip;
}

SharedClip make_beep(int first, int second) {
  auto clip = silence(0.3);
  add_note(*clip, 0, semitones_from_a(first), 0.14, 5000);
  add_note(*clip, 0.14, semitones_from_a(second), 0.16, 5000);
  return clip;
}

}  // namespace

SharedClip conference_beep(bool entering) {
  static const SharedClip rising = make_beep(3, 10);
  static const SharedClip falling = make_beep(10, 3);
  return entering ? rising : falling;
}

}  // namespace ringback::call
