#include "media/transport/port_range.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

struct PortRangeTest : testing::Test {
  Address local = *Address::parse("127.0.0.1", 0);
};

TEST_F(PortRangeTest, GivesEvenPortsInTurn) {
  PortRange range(41951, 41956);
  const auto first = range.bind(local);
  const auto second = range.bind(local);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->local().port(), 41952);
  EXPECT_EQ(second->local().port(), 41954);
}

TEST_F(PortRangeTest, SaysSoWhenNoneIsFree) {
  PortRange range(41960, 41961);
  const auto first = range.bind(local);
  const auto second = range.bind(local);
  ASSERT_TRUE(first);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("41960 to 41961"), std::string::npos);
  EXPECT_FALSE(PortRange(10, 9).bind(local));
}

TEST_F(PortRangeTest, AReleasedPortIsUsedAgain) {
  PortRange range(41960, 41961);
  range.release((*range.bind(local)).local().port());
  EXPECT_TRUE(range.bind(local));
}

TEST_F(PortRangeTest, PassesOverAPortThatAnotherProgramHas) {
  const auto other = UdpSocket::bind(local.with_port(41970));
  ASSERT_TRUE(other);
  PortRange range(41970, 41973);
  EXPECT_EQ(range.bind(local)->local().port(), 41972);
}

}  // namespace
}  // namespace ringback::media
