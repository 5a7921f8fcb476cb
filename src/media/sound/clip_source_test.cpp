#include "media/sound/clip_source.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace ringback::media {
namespace {

SharedClip ramp(int rate, std::size_t size) {
  auto clip = std::make_shared<Clip>();
  clip->sample_rate = rate;
  for (std::size_t i = 0; i < size; ++i) clip->samples.push_back(static_cast<std::int16_t>(i + 1));
  return clip;
}

SharedClip sine(int rate, double hz, double seconds) {
  auto clip = std::make_shared<Clip>();
  clip->sample_rate = rate;
  const auto size = static_cast<std::size_t>(rate * seconds);
  for (std::size_t i = 0; i < size; ++i) {
    const auto phase = 2 * std::numbers::pi * hz * static_cast<double>(i) / rate;
    clip->samples.push_back(static_cast<std::int16_t>(8000 * std::sin(phase)));
  }
  return clip;
}

// Everything that it plays, frame by frame.
std::vector<std::int16_t> play(PcmSource& source, std::size_t frame_size, std::size_t most = 100'000) {
  std::vector<std::int16_t> out;
  std::vector<std::int16_t> frame(frame_size);
  bool more = true;
  while (more && out.size() < most) {
    more = source.fill(frame);
    out.insert(out.end(), frame.begin(), frame.end());
  }
  return out;
}

int crossings(const std::vector<std::int16_t>& samples) {
  int count = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) count += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
  return count;
}

TEST(ClipSource, PlaysEachSampleOnceAndThenSilence) {
  ClipSource source(ramp(8000, 200), 1);
  const auto heard = play(source, 160);
  ASSERT_EQ(heard.size(), 320U);
  for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(heard[i], static_cast<int>(i + 1));
  for (std::size_t i = 200; i < 320; ++i) EXPECT_EQ(heard[i], 0);
}

TEST(ClipSource, RepeatsWithoutAGap) {
  ClipSource source(ramp(8000, 100), 3);
  const auto heard = play(source, 160);
  ASSERT_EQ(heard.size(), 320U);
  for (std::size_t i = 0; i < 300; ++i) EXPECT_EQ(heard[i], static_cast<int>(i % 100 + 1));
}

TEST(ClipSource, AnEmptyClipIsOverAtOnce) {
  ClipSource source(std::make_shared<Clip>(), 1000);
  EXPECT_EQ(play(source, 160).size(), 160U);
}

TEST(ClipSource, EndedItFadesWithinOneFrame) {
  auto clip = std::make_shared<Clip>();
  clip->samples.assign(8000, 10000);
  ClipSource source(clip, 1);
  std::vector<std::int16_t> frame(160);
  EXPECT_TRUE(source.fill(frame));
  source.end();
  EXPECT_FALSE(source.fill(frame));
  for (std::size_t i = 1; i < frame.size(); ++i) {
    EXPECT_LE(frame[i], frame[i - 1]);
    EXPECT_LE(frame[i - 1] - frame[i], 100);  // no step that clicks
  }
  EXPECT_LT(frame.back(), 100);
}

struct Rates {
  int clip;
  std::size_t frame;
};

class ClipSourceRates : public testing::TestWithParam<Rates> {};

TEST_P(ClipSourceRates, PitchAndLengthStayTheSame) {
  ClipSource source(sine(GetParam().clip, 440, 1.0), 1);
  const auto heard = play(source, GetParam().frame);
  const auto rate = GetParam().frame * 50;
  EXPECT_NEAR(static_cast<double>(heard.size()), static_cast<double>(rate), static_cast<double>(2 * GetParam().frame));
  EXPECT_NEAR(crossings(heard), 440, 2);
}

INSTANTIATE_TEST_SUITE_P(Rates, ClipSourceRates,
                         testing::Values(Rates{8000, 160}, Rates{8000, 320}, Rates{16000, 160}, Rates{16000, 320},
                                         Rates{44100, 160}, Rates{22050, 320}));

TEST(ClipSource, TheRateMayChangeWhileItPlays) {
  ClipSource source(sine(16000, 440, 1.0), 1);
  std::vector<std::int16_t> wide(320);
  for (int i = 0; i < 25; ++i) ASSERT_TRUE(source.fill(wide));
  const auto rest = play(source, 160);
  EXPECT_NEAR(static_cast<double>(rest.size()), 4000, 320);
  EXPECT_NEAR(crossings(rest), 220, 3);
}

}  // namespace
}  // namespace ringback::media
