#include "media/sound/delay_estimate.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

struct DelayEstimateTest : testing::Test {
  // A packet every 20 ms for `seconds`, each held up by what `delay` says, in milliseconds.
  template <class Delay>
  void run(int seconds, Delay delay) {
    for (int i = 0; i < seconds * 50; ++i) {
      sent += milliseconds(20);
      timestamp += 160;
      estimate.on_packet(timestamp, 8000, sent + milliseconds(delay()));
    }
  }
  auto even(int most) {
    return [this, most] { return std::uniform_int_distribution(0, most)(random); };
  }
  DelayEstimate estimate;
  TimePoint sent = TimePoint{} + std::chrono::hours(1);
  std::uint32_t timestamp = 0xFFFFF000;  // wraps soon
  std::mt19937 random{7};
};

TEST_F(DelayEstimateTest, ASteadyNetworkNeedsOneStep) {
  run(10, [] { return 80; });
  EXPECT_EQ(estimate.target(), milliseconds(20));
}

TEST_F(DelayEstimateTest, GrowsWithTheJitterAndShrinksAgain) {
  run(10, even(100));
  EXPECT_EQ(estimate.target(), milliseconds(100));
  run(20, even(5));
  EXPECT_EQ(estimate.target(), milliseconds(20));
}

TEST_F(DelayEstimateTest, AFewStragglersAreLeftBehind) {
  run(20, [this] { return random() % 100 == 0 ? 300 : 5; });
  EXPECT_LE(estimate.target(), milliseconds(40));
}

TEST_F(DelayEstimateTest, ADriftingClockIsNoJitter) {
  int packets = 0;
  run(60, [&] { return 1000 + packets++ / 100; });  // 0.2 ms a second slower
  EXPECT_LE(estimate.target(), milliseconds(40));
}

TEST_F(DelayEstimateTest, ALeapOfTheSendersTimeStampsIsNoDelay) {
  run(10, even(5));
  timestamp -= 8000 * 60;
  run(1, even(5));
  EXPECT_LE(estimate.target(), milliseconds(40));
}

TEST_F(DelayEstimateTest, HasAnUpperLimit) {
  run(20, even(1900));
  EXPECT_LE(estimate.target(), DelayEstimate::longest);
}

}  // namespace
}  // namespace ringback::media
