#include "media/sound/tone.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "media/sound/g711.hpp"
#include "media/sound/tone_detector.hpp"

namespace ringback::media {
namespace {

using Sound = std::vector<std::uint8_t>;

Sound play(Tone tone, int hz, Codec codec, unsigned samples) {
  ToneSource source(hz);
  source.start(tone);
  Sound sound(samples);
  for (unsigned at = 0; at < samples; at += samples_per_frame) {
    source.fill(codec, std::span(sound).subspan(at, samples_per_frame));
  }
  return sound;
}

bool found(int hz, Codec codec, const Sound& sound) {
  ToneDetector detector;
  detector.listen_for(hz);
  return detector.hear(codec, sound);
}

double loudness(Codec codec, std::span<const std::uint8_t> sound) {
  double sum = 0;
  for (const auto byte : sound) sum += std::pow(decode(codec, byte), 2);
  return std::sqrt(sum / static_cast<double>(sound.size()));
}

TEST(Tone, BeepsAreFoundAtTheirFrequencyAlone) {
  for (const Codec codec : {Codec::pcmu, Codec::pcma}) {
    for (const int hz : {440, 1000, 1600, 3000}) {
      const auto sound = play(Tone::beeps, hz, codec, samples_per_second);
      EXPECT_TRUE(found(hz, codec, sound)) << hz;
      EXPECT_FALSE(found(hz + 200, codec, sound)) << hz;
      EXPECT_FALSE(found(hz - 200, codec, sound)) << hz;
    }
  }
}

TEST(Tone, BeepsAreThreeTenthsOfASecondOnAndOff) {
  const auto sound = play(Tone::beeps, 1000, Codec::pcmu, 4800);
  EXPECT_GT(loudness(Codec::pcmu, std::span(sound).first(2400)), 5000);
  EXPECT_LT(loudness(Codec::pcmu, std::span(sound).last(2400)), 10);
}

TEST(Tone, RingbackSoundsForOneSecondOfThree) {
  const auto sound = play(Tone::ringback, 1000, Codec::pcmu, 4 * samples_per_second);
  const std::span all(sound);
  EXPECT_GT(loudness(Codec::pcmu, all.first(samples_per_second)), 1000);
  EXPECT_LT(loudness(Codec::pcmu, all.subspan(samples_per_second, 2 * samples_per_second)), 10);
  EXPECT_GT(loudness(Codec::pcmu, all.last(samples_per_second)), 1000);
  EXPECT_TRUE(found(400, Codec::pcmu, sound));
}

TEST(Tone, SilenceIsSilent) {
  EXPECT_LT(loudness(Codec::pcma, play(Tone::silence, 1000, Codec::pcma, 1600)), 10);
}

TEST(ToneDetector, TellsOnceAndIsThenDeaf) {
  const auto sound = play(Tone::beeps, 1000, Codec::pcmu, samples_per_second);
  ToneDetector detector;
  EXPECT_FALSE(detector.hear(Codec::pcmu, sound));
  detector.listen_for(1000);
  EXPECT_TRUE(detector.hear(Codec::pcmu, sound));
  EXPECT_FALSE(detector.hear(Codec::pcmu, sound));
}

TEST(ToneDetector, FindsNoToneInNoise) {
  std::mt19937 random(1);
  std::normal_distribution<double> noise(0, 4000);
  Sound sound(10 * samples_per_second);
  for (auto& byte : sound) byte = encode(Codec::pcmu, static_cast<std::int16_t>(std::clamp(noise(random), -3e4, 3e4)));
  EXPECT_FALSE(found(1000, Codec::pcmu, sound));
}

}  // namespace
}  // namespace ringback::media
