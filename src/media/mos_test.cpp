#include "media/mos.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

TEST(Mos, FallsWithLossAndDelay) {
  const struct {
    double loss;
    double delay_ms;
    double mos;
  } rows[] = {
      {0, 0, 4.41},      // the model's best narrow-band call
      {0, 150, 4.33},    // ITU-T G.114's good delay
      {0.01, 20, 4.32},  //
      {0.05, 20, 3.97},  //
      {0.20, 20, 2.63},  //
      {0, 400, 3.05},    //
      {1, 400, 1},       //
  };
  for (const auto& row : rows) {
    EXPECT_NEAR(mean_opinion_score(row.loss, row.delay_ms), row.mos, 0.08) << row.loss << ' ' << row.delay_ms;
  }
}

TEST(Mos, IsUnknownWithoutAReport) {
  Quality quality;
  quality.sent.packets = 100;
  EXPECT_EQ(with_mos(quality).sent.mos, 0);
  EXPECT_EQ(with_mos(quality).received.mos, 0);
}

TEST(Mos, CountsLossOverWhatWasSent) {
  Quality quality;
  quality.received = {.packets = 90, .lost = 10, .reported = true};
  quality.sent = {.packets = 100, .lost = 10, .reported = true};
  const auto scored = with_mos(quality);
  EXPECT_DOUBLE_EQ(scored.received.mos, scored.sent.mos);
  EXPECT_NEAR(scored.sent.mos, mean_opinion_score(0.1, 20), 1e-9);
}

TEST(Mos, StaysInItsRangeWhateverAPeerClaims) {
  Quality quality;
  quality.sent = {.packets = 1, .lost = 4'000'000'000, .jitter_ms = 1e9, .reported = true};
  EXPECT_EQ(with_mos(quality).sent.mos, 1);
}

}  // namespace
}  // namespace ringback::media
