#include "sip/server_location.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sip/resolver_fixture.hpp"

namespace ringback::sip {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ServerLocationTest : public testing::Test {
 protected:
  std::vector<Peer> locate(const std::string& name) {
    const auto server = parse_server_name(name);
    EXPECT_TRUE(server) << name;
    std::vector<Peer> out;
    int calls = 0;
    locate_server(dns, *server, [&](std::vector<Peer> peers) {
      out = std::move(peers);
      ++calls;
    });
    EXPECT_EQ(calls, 1);
    return out;
  }
  // RFC 3263 section 4.3 has an example like this one.
  void publish_example() {
    dns.pointers["example.com"] = {{"SIP+D2U", "_sip._udp.example.com", 102, 50},
                                   {"SIPS+D2T", "_sips._tcp.example.com", 50, 50},
                                   {"SIP+D2T", "_sip._tcp.example.com", 90, 50}};
    dns.services["_sip._tcp.example.com"] = {{"server2.example.com", 5070, 2, 1}, {"server1.example.com", 5060, 1, 1}};
    dns.addresses["server1.example.com"] = {"192.0.2.1", "192.0.2.2"};
    dns.addresses["server2.example.com"] = {"192.0.2.3"};
  }

  FakeResolver dns;
};

TEST_F(ServerLocationTest, AddressIsNotLookedUp) {
  EXPECT_THAT(locate("192.0.2.1"), ElementsAre(Peer{"192.0.2.1", 5060}));
  EXPECT_THAT(locate("[2001:DB8:0::1]:5070;transport=tcp"), ElementsAre(Peer{"2001:db8::1", 5070, Protocol::tcp}));
  EXPECT_THAT(dns.asked, IsEmpty());
}

TEST_F(ServerLocationTest, NameWithAPortHasAddressesAlone) {
  dns.addresses["example.com"] = {"192.0.2.1", "192.0.2.2"};
  EXPECT_THAT(locate("example.com:5070"), ElementsAre(Peer{"192.0.2.1", 5070}, Peer{"192.0.2.2", 5070}));
  EXPECT_THAT(dns.asked, ElementsAre("example.com"));
}

TEST_F(ServerLocationTest, NaptrChoosesTheTransportAndSrvTheServers) {
  publish_example();
  EXPECT_THAT(locate("example.com"),
              ElementsAre(Peer{"192.0.2.1", 5060, Protocol::tcp}, Peer{"192.0.2.2", 5060, Protocol::tcp},
                          Peer{"192.0.2.3", 5070, Protocol::tcp}));
}

TEST_F(ServerLocationTest, GivenTransportLeavesNaptrOut) {
  publish_example();
  dns.services["_sip._udp.example.com"] = {{"192.0.2.9", 5062, 1, 1}};
  EXPECT_THAT(locate("example.com;transport=udp"), ElementsAre(Peer{"192.0.2.9", 5062}));
  EXPECT_THAT(dns.asked, ElementsAre("_sip._udp.example.com"));
}

TEST_F(ServerLocationTest, WithoutNaptrUdpIsAskedForFirst) {
  dns.services["_sip._tcp.example.com"] = {{"192.0.2.9", 5062, 1, 1}};
  EXPECT_THAT(locate("example.com"), ElementsAre(Peer{"192.0.2.9", 5062, Protocol::tcp}));
  EXPECT_THAT(dns.asked, ElementsAre("example.com", "_sip._udp.example.com", "_sip._tcp.example.com"));
}

TEST_F(ServerLocationTest, WithoutSrvTheNameItselfIsTheServer) {
  dns.addresses["example.com"] = {"192.0.2.1"};
  EXPECT_THAT(locate("example.com"), ElementsAre(Peer{"192.0.2.1", 5060}));
  EXPECT_THAT(locate("example.com;transport=tcp"), ElementsAre(Peer{"192.0.2.1", 5060, Protocol::tcp}));
}

TEST_F(ServerLocationTest, ServiceThatIsDeclaredAbsentIsSkipped) {
  dns.services["_sip._udp.example.com"] = {{".", 0, 0, 0}};
  dns.services["_sip._tcp.example.com"] = {{"192.0.2.9", 5060, 1, 1}};
  EXPECT_THAT(locate("example.com"), ElementsAre(Peer{"192.0.2.9", 5060, Protocol::tcp}));
}

TEST_F(ServerLocationTest, TargetsWithoutAddressAreSkippedAndNoneIsNothing) {
  publish_example();
  dns.addresses.erase("server1.example.com");
  EXPECT_THAT(locate("example.com"), ElementsAre(Peer{"192.0.2.3", 5070, Protocol::tcp}));
  EXPECT_THAT(locate("nowhere.example"), IsEmpty());
}

TEST_F(ServerLocationTest, ManyAddressesAreCut) {
  for (int i = 0; i < 50; ++i) dns.addresses["example.com"].push_back("192.0.2." + std::to_string(i));
  EXPECT_EQ(locate("example.com:5060").size(), max_server_peers);
}

TEST_F(ServerLocationTest, EqualServicesComeFirstAsOftenAsTheirWeightsSay) {
  int heavy = 0;
  for (int i = 0; i < 4000; ++i) {
    std::vector<Resolver::Service> services = {{"light", 1, 5, 1}, {"heavy", 1, 5, 3}, {"best", 1, 1, 0}};
    sort_services(services);
    EXPECT_EQ(services.front().target, "best");
    heavy += services[1].target == "heavy" ? 1 : 0;
  }
  // RFC 2782 draws from 0 up to the sum, both included, which favours the first a little: three in five here.
  EXPECT_GT(heavy, 2200);
  EXPECT_LT(heavy, 3400);
}

TEST(ServerName, RefusesWhatIsNone) {
  for (const auto* text : {"", "a b", "user@example.com", "example.com;transport=tls", "example.com:port", "[::1"}) {
    EXPECT_FALSE(parse_server_name(text)) << text;
  }
}

}  // namespace
}  // namespace ringback::sip
