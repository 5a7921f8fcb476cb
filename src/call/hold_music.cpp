#include "call/hold_music.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "media/sound/oscillator.hpp"

namespace ringback::call {
namespace {

constexpr int rate = 8000;
constexpr std::size_t note_samples = rate / 2;
constexpr double loudness = 3500;  // of 32767: well below a voice
constexpr double attack = 0.03;    // seconds
constexpr double half_life = 0.35;

using Chord = std::array<double, 4>;  // Hz, from the lowest
constexpr std::array<Chord, 4> chords = {{
    {261.63, 329.63, 392.00, 523.25},  // C
    {220.00, 261.63, 329.63, 440.00},  // A minor
    {174.61, 220.00, 261.63, 349.23},  // F
    {196.00, 246.94, 293.66, 392.00},  // G
}};
constexpr std::array<std::size_t, 8> order = {0, 1, 2, 3, 2, 3, 2, 1};

double envelope(std::size_t sample) {
  const double seconds = static_cast<double>(sample) / rate;
  return std::min(1.0, seconds / attack) * std::exp2(-seconds / half_life);
}

// Rings on into the next notes, those at the end into the beginning: nobody hears where it begins anew.
void strike(Clip& clip, std::size_t at, double hz) {
  media::Oscillator tone(hz, rate);
  media::Oscillator octave(hz * 2, rate);
  for (std::size_t sample = 0; sample < 4 * note_samples; ++sample) {
    const double value = loudness * envelope(sample) * (tone.next() + octave.next() / 4);
    auto& out = clip.samples[(at + sample) % clip.samples.size()];
    out = static_cast<std::int16_t>(std::lround(out + value));
  }
}

SharedClip compose() {
  auto clip = std::make_shared<Clip>();
  clip->sample_rate = rate;
  clip->samples.resize(chords.size() * order.size() * note_samples);
  std::size_t at = 0;
  for (const Chord& chord : chords) {
    for (const std::size_t note : order) {
      strike(*clip, at, chord[note]);
      at += note_samples;
    }
  }
  return clip;
}

}  // namespace

SharedClip hold_music() {
  static const SharedClip clip = compose();
  return clip;
}

}  // namespace ringback::call
