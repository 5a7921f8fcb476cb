#include "sip/ip_address.hpp"

#include <gtest/gtest.h>

namespace ringback::sip {
namespace {

TEST(IpAddress, KnowsLocalNetworks) {
  for (const auto* text : {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                           "169.254.1.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"}) {
    EXPECT_TRUE(on_local_network(text)) << text;
  }
  for (const auto* text :
       {"203.0.113.1", "172.32.0.1", "100.128.0.1", "11.0.0.1", "2001:db8::1", "::ffff:8.8.8.8", "example.com", ""}) {
    EXPECT_FALSE(on_local_network(text)) << text;
  }
}

TEST(IpAddress, UriPointsToAnAddressOnlyIfItsHostIsOne) {
  EXPECT_EQ(literal_peer(*parse_uri("sip:a@192.0.2.1")), (Peer{"192.0.2.1", 5060}));
  EXPECT_EQ(literal_peer(*parse_uri("sip:a@[2001:db8::1]:5070")), (Peer{"2001:db8::1", 5070}));
  EXPECT_FALSE(literal_peer(*parse_uri("sip:a@example.com")));
}

TEST(IpAddress, PeersAreWrittenAsInAUri) {
  EXPECT_EQ(to_string(Peer{"192.0.2.1", 5060}), "192.0.2.1:5060");
  EXPECT_EQ(to_string(Peer{"2001:db8::1", 5060}), "[2001:db8::1]:5060");
}

TEST(IpAddress, UrisNameTheTransport) {
  EXPECT_EQ(literal_peer(*parse_uri("sip:192.0.2.1;transport=TCP")), (Peer{"192.0.2.1", 5060, Protocol::tcp}));
  EXPECT_EQ(literal_peer(*parse_uri("sip:192.0.2.1;transport=udp")), (Peer{"192.0.2.1", 5060}));
  EXPECT_FALSE(literal_peer(*parse_uri("sip:192.0.2.1;transport=tls")));
  EXPECT_FALSE(literal_peer(*parse_uri("sips:192.0.2.1")));
}

}  // namespace
}  // namespace ringback::sip
