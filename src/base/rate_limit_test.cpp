#include "base/rate_limit.hpp"

#include <gtest/gtest.h>

namespace ringback {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class RateLimitTest : public testing::Test {
 protected:
  int taken(int attempts) {
    int count = 0;
    for (int i = 0; i < attempts; ++i) count += limit.take("192.0.2.1", now);
    return count;
  }
  RateLimit limit{10};
  TimePoint now{std::chrono::hours(1)};
};

TEST_F(RateLimitTest, LetsAReserveOfFiveSecondsThrough) {
  EXPECT_EQ(taken(100), 50);
}

TEST_F(RateLimitTest, ThenTheRate) {
  taken(100);
  now += seconds(1);
  EXPECT_EQ(taken(100), 10);
  now += milliseconds(100);
  EXPECT_EQ(taken(100), 1);
}

TEST_F(RateLimitTest, TheReserveFillsAgainButNoFurther) {
  taken(100);
  now += seconds(60);
  EXPECT_EQ(taken(100), 50);
}

TEST_F(RateLimitTest, OthersHaveTheirOwn) {
  taken(100);
  int refused = 0;
  for (int i = 0; i < 100; ++i) refused += limit.take("198.51.100." + std::to_string(i), now) ? 0 : 1;
  EXPECT_LE(refused, 2);  // who shares the bucket by chance
}

}  // namespace
}  // namespace ringback
