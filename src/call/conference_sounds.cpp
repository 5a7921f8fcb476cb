#include "call/conference_sounds.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

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

// Four chords, each broken up and down twice, and all of it four times.
SharedClip make_music() {
  constexpr std::array<std::array<int, 4>, 4> chords = {
      {{-9, -5, -2, 3}, {-12, -9, -5, 0}, {-16, -12, -9, -4}, {-14, -10, -7, -2}}};
  constexpr std::array<std::size_t, 8> order = {0, 1, 2, 3, 2, 1, 0, 2};
  constexpr double beat = 0.45;
  constexpr int rounds = 4;
  auto clip = silence(beat * order.size() * chords.size() * rounds);
  double at = 0;
  for (int round = 0; round < rounds; ++round) {
    for (const auto& chord : chords) {
      for (const auto note : order) {
        add_note(*clip, at, semitones_from_a(chord[note]), 1.6, 1800);
        at += beat;
      }
    }
  }
  return clip;
}

}  // namespace

SharedClip conference_beep(bool entering) {
  static const SharedClip rising = make_beep(3, 10);
  static const SharedClip falling = make_beep(10, 3);
  return entering ? rising : falling;
}

SharedClip hold_music() {
  static const SharedClip music = make_music();
  return music;
}

}  // namespace ringback::call
