#include "base/network.hpp"

#include <gtest/gtest.h>

namespace ringback {
namespace {

TEST(Network, NeighboursOfIpv6CountAsOne) {
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(network_of("no address"), "no address");
}

TEST(Network, Ipv4OverASocketOfIpv6IsStillOneAddress) {
  EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
}

}  // namespace
}  // namespace ringback
