#include "media/sound/voice_activity.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace ringback::media {
namespace {

using Block = std::array<std::int16_t, 160>;

Block tone(double amplitude) {
  Block block;
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] = static_cast<std::int16_t>(amplitude * std::sin(2 * std::numbers::pi * double(i) / 16));
  }
  return block;
}

struct Noise {
  Block next(int amplitude) {
    std::uniform_int_distribution<int> sample(-amplitude, amplitude);
    Block block;
    for (auto& one : block) one = static_cast<std::int16_t>(sample(random));
    return block;
  }
  std::minstd_rand random{7};
};

TEST(VoiceActivity, HearsNothingInSilence) {
  VoiceActivity activity;
  EXPECT_FALSE(activity.hear(Block{}));
  EXPECT_FALSE(activity.hear(tone(20)));
}

TEST(VoiceActivity, HearsQuietSpeechInAQuietLine) {
  VoiceActivity activity;
  for (int i = 0; i < 50; ++i) activity.hear(Block{});
  EXPECT_TRUE(activity.hear(tone(200)));  // -47 dBFS
}

TEST(VoiceActivity, HearsAToneForAsLongAsItLasts) {
  VoiceActivity activity;
  for (int i = 0; i < 50 * 60; ++i) ASSERT_TRUE(activity.hear(tone(3000))) << i;
}

TEST(VoiceActivity, LearnsTheNoiseOfTheLineAndHearsSpeechAboveIt) {
  VoiceActivity activity;
  Noise noise;
  for (int i = 0; i < 50 * 20; ++i) activity.hear(noise.next(250));  // -47 dBFS
  int heard = 0;
  for (int i = 0; i < 50; ++i) heard += activity.hear(noise.next(250)) ? 1 : 0;
  EXPECT_EQ(heard, 0);
  EXPECT_TRUE(activity.hear(tone(2000)));
}

TEST(VoiceActivity, TakesAnyNumberOfSamples) {
  VoiceActivity activity;
  EXPECT_FALSE(activity.hear({}));
}

}  // namespace
}  // namespace ringback::media
