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
  EXPECT_EQ(first->rtp.local().port(), 21952);
  EXPECT_EQ(second->rtp.local().port(), 21954);
}

TEST_F(PortRangeTest, CountsThoseThatAreTaken) {
  PortRange range(21965, 21971);
  EXPECT_EQ(range.size(), 3U);
  const auto first = range.bind(local);
  ASSERT_TRUE(first);
  EXPECT_EQ(range.taken(), 1U);
  range.release(first->rtp.local().port());
  EXPECT_EQ(range.taken(), 0U);
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
  range.release((*range.bind(local)).rtp.local().port());
  EXPECT_TRUE(range.bind(local));
}

TEST_F(PortRangeTest, EachHasTheNextPortForRtcp) {
  PortRange range(21960, 21961);
  EXPECT_EQ((*range.bind(local)).rtcp.local().port(), 21961);
  EXPECT_FALSE(PortRange(21960, 21960).bind(local));
}

TEST_F(PortRangeTest, PassesOverPortsThatAnotherProgramHas) {
  const auto other = UdpSocket::bind(local.with_port(21970));
  const auto another = UdpSocket::bind(local.with_port(21973));
  ASSERT_TRUE(other && another);
  PortRange range(21970, 21975);
  EXPECT_EQ(range.bind(local)->rtp.local().port(), 21974);
}

}  // namespace
}  // namespace ringback::media
