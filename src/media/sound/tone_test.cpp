#include "media/sound/tone.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "media/codec.hpp"
#include "media/sound/tone_detector.hpp"

namespace ringback::media {
namespace {

using Sound = std::vector<std::int16_t>;

Sound play(Tone tone, int hz, unsigned milliseconds, unsigned rate = 8000) {
  ToneSource source(hz);
  source.start(tone);
  Sound sound(milliseconds * rate / 1000);
  const auto frame = rate / frames_per_second;
  for (unsigned at = 0; at < sound.size(); at += frame) source.fill(std::span(sound).subspan(at, frame));
  return sound;
}

bool found(int hz, const Sound& sound) {
  ToneDetector detector;
  detector.listen_for(hz);
  return detector.hear(sound);
}

double loudness(std::span<const std::int16_t> sound) {
  double sum = 0;
  for (const auto sample : sound) sum += std::pow(sample, 2);
  return std::sqrt(sum / static_cast<double>(sound.size()));
}

TEST(Tone, BeepsAreFoundAtTheirFrequencyAlone) {
  for (const int hz : {440, 1000, 1600, 3000}) {
    const auto sound = play(Tone::beeps, hz, 1000);
    EXPECT_TRUE(found(hz, sound)) << hz;
    EXPECT_FALSE(found(hz + 200, sound)) << hz;
    EXPECT_FALSE(found(hz - 200, sound)) << hz;
  }
}

TEST(Tone, BeepsAreThreeTenthsOfASecondOnAndOff) {
  for (const unsigned rate : {8000U, 16000U}) {
    const auto sound = play(Tone::beeps, 1000, 600, rate);
    EXPECT_GT(loudness(std::span(sound).first(sound.size() / 2)), 5000);
    EXPECT_LT(loudness(std::span(sound).last(sound.size() / 2)), 10);
  }
}

TEST(Tone, IsTheSameAtEitherRate) {
  const auto narrow = play(Tone::beeps, 1000, 100);
  const auto wide = play(Tone::beeps, 1000, 100, 16000);
  for (std::size_t i = 0; i < narrow.size(); ++i) EXPECT_EQ(narrow[i], wide[2 * i]);
}

TEST(Tone, SilenceIsSilent) {
  EXPECT_LT(loudness(play(Tone::silence, 1000, 200)), 1);
}

TEST(ToneDetector, TellsOnceAndIsThenDeaf) {
  const auto sound = play(Tone::beeps, 1000, 1000);
  ToneDetector detector;
  EXPECT_FALSE(detector.hear(sound));
  detector.listen_for(1000);
  EXPECT_TRUE(detector.hear(sound));
  EXPECT_FALSE(detector.hear(sound));
}

TEST(ToneDetector, FindsNoToneInNoise) {
  std::mt19937 random(1);
  std::normal_distribution<double> noise(0, 4000);
  Sound sound(std::size_t{10} * 8000);
  for (auto& sample : sound) sample = static_cast<std::int16_t>(std::clamp(noise(random), -3e4, 3e4));
  EXPECT_FALSE(found(1000, sound));
}

}  // namespace
}  // namespace ringback::media
