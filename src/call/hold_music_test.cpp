#include "call/hold_music.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace ringback::call {
namespace {

TEST(HoldMusic, IsQuietAndNeverSilent) {
  const SharedClip clip = hold_music();
  EXPECT_EQ(clip->duration(), std::chrono::seconds(16));
  const auto second = static_cast<std::ptrdiff_t>(clip->sample_rate);
  for (auto at = clip->samples.begin(); at != clip->samples.end(); at += second) {
    const int loudest = std::abs(*std::max_element(at, at + second));
    EXPECT_GT(loudest, 2000);
    EXPECT_LT(loudest, 12000);
  }
}

TEST(HoldMusic, GoesOnWithoutAClickWhereItBeginsAnew) {
  const SharedClip clip = hold_music();
  EXPECT_LT(std::abs(clip->samples.front() - clip->samples.back()), 1500);
}

TEST(HoldMusic, IsMadeOnce) {
  EXPECT_EQ(hold_music(), hold_music());
}

}  // namespace
}  // namespace ringback::call
