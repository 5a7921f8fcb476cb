#include "media/sound/shorten.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace ringback::media {
namespace {

std::vector<std::int16_t> tone(double hz, unsigned rate, std::size_t samples) {
  std::vector<std::int16_t> sound(samples);
  for (std::size_t i = 0; i < samples; ++i) {
    sound[i] = static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rate));
  }
  return sound;
}

TEST(Shorten, TakesWholePeriodsOutOfAVoice) {
  for (const unsigned rate : {8000U, 16000U}) {
    auto sound = tone(100, rate, rate / 20);
    const auto gone = shorten(sound, rate);
    EXPECT_EQ(gone, rate / 100);
    const auto expected = tone(100, rate, sound.size() - gone);
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(sound[i], expected[i], 50) << i;
  }
}

TEST(Shorten, LeavesTheOrderAndTheEndAlone) {
  std::vector<std::int16_t> sound(320);
  for (std::size_t i = 0; i < sound.size(); ++i) sound[i] = static_cast<std::int16_t>(i);
  const auto gone = shorten(sound, 8000);
  EXPECT_GE(gone, 40U);
  EXPECT_LE(gone, 120U);
  sound.resize(sound.size() - gone);
  EXPECT_EQ(sound.back(), 319);
  EXPECT_TRUE(std::is_sorted(sound.begin(), sound.end()));
}

TEST(Shorten, NeedsEnough) {
  auto sound = tone(100, 8000, 239);
  EXPECT_EQ(shorten(sound, 8000), 0U);
}

}  // namespace
}  // namespace ringback::media
