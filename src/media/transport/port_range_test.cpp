#include "media/transport/port_range.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

struct PortRangeTest : testing::Test {
  Address local = *Address::parse("127.0.0.1", 0);
};

TEST_F(PortRangeTest, GivesEvenPortsInTurn) {
  PortRange range(21951, 21956);
  const auto first = range.bind(local);
  const auto second = range.bind(local);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->local().port(), 21952);
  EXPECT_EQ(second->local().port(), 21954);
}

TEST_F(PortRangeTest, SaysSoWhenNoneIsFree) {
  PortRange range(21960, 21961);
  const auto first = range.bind(local);
  const auto second = range.bind(local);
  ASSERT_TRUE(first);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("21960 to 21961"), std::string::npos);
  EXPECT_FALSE(PortRange(10, 9).bind(local));
}

TEST_F(PortRangeTest, AReleasedPortIsUsedAgain) {
  PortRange range(21960, 21961);
  range.release((*range.bind(local)).local().port());
  EXPECT_TRUE(range.bind(local));
}

TEST_F(PortRangeTest, PassesOverAPortThatAnotherProgramHas) {
  const auto other = UdpSocket::bind(local.with_port(21970));
  ASSERT_TRUE(other);
  PortRange range(21970, 21973);
  EXPECT_EQ(range.bind(local)->local().port(), 21972);
}

}  // namespace
}  // namespace ringback::media
