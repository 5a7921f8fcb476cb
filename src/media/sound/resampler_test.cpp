#include "media/sound/resampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace ringback::media {
namespace {

std::vector<std::int16_t> tone(double hz, unsigned rate, unsigned samples) {
  std::vector<std::int16_t> sound(samples);
  for (unsigned i = 0; i < samples; ++i) {
    sound[i] = static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * hz * i / rate));
  }
  return sound;
}

TEST(Resampler, KeepsAToneAndItsTime) {
  for (const auto& [from, to] : {std::pair{44100U, 8000U}, {8000U, 16000U}, {48000U, 16000U}, {22050U, 16000U}}) {
    Resampler resampler(from, to);
    const auto in = tone(1000, from, from / 5);
    std::vector<std::int16_t> out(to);
    const auto [taken, made] = resampler.process(in, out);
    EXPECT_EQ(taken, in.size());
    EXPECT_NEAR(static_cast<double>(made), to / 5.0, to / 100.0);
    const auto expected = tone(1000, to, static_cast<unsigned>(made));
    double worst = 0;
    for (std::size_t i = made / 4; i < made * 3 / 4; ++i)
      worst = std::max<double>(worst, std::abs(out[i] - expected[i]));
    EXPECT_LT(worst, 400) << from << " to " << to;
  }
}

TEST(Resampler, WhatTheLowerRateCannotCarryIsLeftOut) {
  Resampler resampler(48000, 8000);
  std::vector<std::int16_t> out(8000);
  const auto [taken, made] = resampler.process(tone(6000, 48000, 48000), out);
  const auto loudest = *std::max_element(out.begin() + 200, out.begin() + static_cast<std::ptrdiff_t>(made));
  EXPECT_LT(loudest, 100);
}

TEST(Resampler, StopsWhenThereIsNoMoreRoomAndGoesOn) {
  Resampler resampler(16000, 8000);
  const auto in = tone(500, 16000, 640);
  std::vector<std::int16_t> out(160);
  const auto first = resampler.process(in, out);
  EXPECT_EQ(first.made, 160U);
  EXPECT_LT(first.taken, in.size());
  const auto second = resampler.process(std::span(in).subspan(first.taken), out);
  EXPECT_GT(second.made, 100U);
}

TEST(Resampler, AfterAResetNothingIsLeftOfWhatWas) {
  Resampler used(16000, 8000);
  Resampler fresh(16000, 8000);
  std::vector<std::int16_t> one(80), other(80);
  used.process(tone(3000, 16000, 100), one);
  used.reset();
  const auto in = tone(500, 16000, 200);
  used.process(in, one);
  fresh.process(in, other);
  EXPECT_EQ(one, other);
}

}  // namespace
}  // namespace ringback::media
