#include "sip/trunk_capacity.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

using std::chrono::milliseconds;

class TrunkCapacityTest : public testing::Test {
 protected:
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
};

TEST_F(TrunkCapacityTest, WithoutLimitsThereIsAlwaysAPlace) {
  TrunkCapacity capacity(0, 0, deadlines);
  std::vector<std::shared_ptr<void>> places;
  for (int i = 0; i < 1000; ++i) places.push_back(capacity.take_outgoing());
  EXPECT_TRUE(places.back());
  EXPECT_EQ(capacity.calls(), 1000);
  places.clear();
  EXPECT_EQ(capacity.calls(), 0);
}

TEST_F(TrunkCapacityTest, CallsInAndOutShareThePlaces) {
  TrunkCapacity capacity(2, 0, deadlines);
  auto in = capacity.take_incoming();
  const auto out = capacity.take_outgoing();
  EXPECT_TRUE(in && out);
  EXPECT_FALSE(capacity.take_outgoing());
  EXPECT_FALSE(capacity.take_incoming());
  in.reset();
  EXPECT_TRUE(capacity.take_outgoing());
}

TEST_F(TrunkCapacityTest, StartsASecondAreCountedOverEverySecond) {
  TrunkCapacity capacity(0, 2, deadlines);
  EXPECT_TRUE(capacity.take_outgoing());
  deadlines.advance(milliseconds(600));
  EXPECT_TRUE(capacity.take_outgoing());
  EXPECT_FALSE(capacity.take_outgoing());
  EXPECT_TRUE(capacity.take_incoming());
  deadlines.advance(milliseconds(400));
  EXPECT_TRUE(capacity.take_outgoing());
  EXPECT_FALSE(capacity.take_outgoing());
}

TEST_F(TrunkCapacityTest, PlaceMayOutliveTheTrunk) {
  auto capacity = std::make_unique<TrunkCapacity>(1, 0, deadlines);
  const auto place = capacity->take_outgoing();
  capacity.reset();
  EXPECT_TRUE(place);
}

}  // namespace
}  // namespace ringback::sip
