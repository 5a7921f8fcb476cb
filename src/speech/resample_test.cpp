#include "speech/resample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace ringback::speech {
namespace {

std::vector<std::int16_t> tone(double hz, int rate) {
  std::vector<std::int16_t> out(static_cast<std::size_t>(rate));
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::int16_t>(10'000 * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rate));
  }
  return out;
}

// The loudest sample, the ends aside.
int peak(const std::vector<std::int16_t>& sound) {
  int most = 0;
  for (std::size_t i = 1000; i + 1000 < sound.size(); ++i) most = std::max(most, std::abs(sound[i]));
  return most;
}

TEST(Resample, KeepsATone) {
  const auto out = resample(tone(1000, 22'050), 22'050, 16'000);
  const auto wanted = tone(1000, 16'000);
  ASSERT_EQ(out.size(), wanted.size());
  for (std::size_t i = 1000; i + 1000 < out.size(); ++i) ASSERT_NEAR(out[i], wanted[i], 150) << i;
}

TEST(Resample, LeavesNothingAboveTheNewBand) {
  EXPECT_LT(peak(resample(tone(9500, 22'050), 22'050, 16'000)), 300);
}

TEST(Resample, OfNothingIsNothing) {
  EXPECT_TRUE(resample({}, 22'050, 16'000).empty());
}

}  // namespace
}  // namespace ringback::speech
