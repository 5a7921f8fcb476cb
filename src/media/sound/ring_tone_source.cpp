#include "media/sound/ring_tone_source.hpp"

#include "media/codec.hpp"

namespace ringback::media {
namespace {

constexpr double amplitude = 8000;  // about -12 dB of full scale, as networks play their tones

}  // namespace

void RingToneSource::start_phase(std::size_t phase) {
  phase_ = phase % tone_.cadence.size();
  if (tone_.cadence[phase_] == 0) phase_ = 0;
  remaining_ = tone_.cadence[phase_] * rate_ / 1000;
  first_ = Oscillator(tone_.hz, rate_);
  second_ = Oscillator(tone_.second_hz, rate_);
  swell_ = Oscillator(tone_.modulation_hz, rate_);
}

std::int16_t RingToneSource::next_sample() {
  if (remaining_ == 0) start_phase(phase_ + 1);
  --remaining_;
  if (phase_ % 2 == 1) return 0;
  if (tone_.second_hz != 0) return static_cast<std::int16_t>(amplitude / 2 * (first_.next() + second_.next()));
  // From a fifth of its loudness to all of it.
  const double loudness = tone_.modulation_hz == 0 ? 1 : 0.6 - 0.4 * swell_.next();
  return static_cast<std::int16_t>(amplitude * loudness * first_.next());
}

bool RingToneSource::fill(std::span<std::int16_t> frame) {
  const auto rate = static_cast<unsigned>(frame.size()) * frames_per_second;
  if (rate != rate_) {
    rate_ = rate;
    start_phase(phase_);
  }
  for (auto& sample : frame) sample = next_sample();
  return true;
}

}  // namespace ringback::media
