#include "sip/trunk_route.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/resolver_fixture.hpp"
#include "store/configured.hpp"

namespace ringback::sip {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class TrunkRouteTest : public testing::Test {
 protected:
  TrunkRoute& route(const std::string& proxy, std::vector<std::string> addresses = {"203.0.113.1"}) {
    return trunk.emplace(store::Trunk{.name = "carrier", .addresses = std::move(addresses), .proxy = proxy}, dns,
                         deadlines);
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeResolver dns;
  std::optional<TrunkRoute> trunk;
};

TEST_F(TrunkRouteTest, WithoutAProxyIsTheFirstAddressThatIsNoNetwork) {
  EXPECT_THAT(route("", {"198.51.100.0/24", "203.0.113.1"}).peers(), ElementsAre(Peer{"203.0.113.1", 5060}));
  EXPECT_EQ(trunk->uri("+81"), "sip:+81@203.0.113.1");
  EXPECT_THAT(route("", {"198.51.100.0/24"}).peers(), IsEmpty());
}

TEST_F(TrunkRouteTest, AddressOfTheProxyNeedsNoLookUp) {
  EXPECT_THAT(route("203.0.113.9").peers(), ElementsAre(Peer{"203.0.113.9", 5060}));
  EXPECT_THAT(route("[2001:db8::1]:5070;transport=tcp").peers(), ElementsAre(Peer{"2001:db8::1", 5070, Protocol::tcp}));
  EXPECT_EQ(trunk->uri("a b"), "sip:a%20b@[2001:db8::1]:5070;transport=tcp");
  EXPECT_EQ(trunk->host(), "2001:db8::1");
}

TEST_F(TrunkRouteTest, NameIsLookedUpAgainAndItsLastAddressesKept) {
  dns.addresses["sip.example"] = {"203.0.113.9"};
  EXPECT_THAT(route("sip.example:5060").peers(), ElementsAre(Peer{"203.0.113.9", 5060}));
  dns.addresses["sip.example"] = {"203.0.113.10"};
  deadlines.advance(minutes(5));
  EXPECT_THAT(trunk->peers(), ElementsAre(Peer{"203.0.113.10", 5060}));
  dns.addresses.clear();
  deadlines.advance(minutes(5));
  EXPECT_THAT(trunk->peers(), ElementsAre(Peer{"203.0.113.10", 5060}));
}

TEST_F(TrunkRouteTest, NameWithoutAddressIsLookedUpSooner) {
  EXPECT_THAT(route("sip.example:5060").peers(), IsEmpty());
  dns.addresses["sip.example"] = {"203.0.113.9"};
  deadlines.advance(seconds(30));
  EXPECT_THAT(trunk->peers(), ElementsAre(Peer{"203.0.113.9", 5060}));
}

TEST_F(TrunkRouteTest, WhoAsksEarlyIsToldAfterTheFirstLookUp) {
  dns.slow = true;
  std::vector<std::string> told;
  const auto tell = [&](const std::optional<Peer>& peer) { told.push_back(peer ? to_string(*peer) : "none"); };
  route("sip.example:5060").locate(tell);
  EXPECT_THAT(told, IsEmpty());
  dns.addresses["sip.example"] = {"203.0.113.9"};
  dns.catch_up();
  trunk->locate(tell);
  EXPECT_THAT(told, ElementsAre("203.0.113.9:5060", "203.0.113.9:5060"));
}

TEST_F(TrunkRouteTest, AddressToAvoidComesLast) {
  dns.addresses["sip.example"] = {"203.0.113.7", "203.0.113.8"};
  route("sip.example:5060").avoid({"203.0.113.7", 5060});
  EXPECT_THAT(trunk->peers(), ElementsAre(Peer{"203.0.113.8", 5060}, Peer{"203.0.113.7", 5060}));
  trunk->avoid({"203.0.113.1", 5060});
  EXPECT_EQ(trunk->peers().size(), 2U);
}

TEST_F(TrunkRouteTest, NobodyIsToldOnceItIsGone) {
  dns.slow = true;
  bool told = false;
  route("sip.example:5060").locate([&](const auto&) { told = true; });
  trunk.reset();
  dns.catch_up();
  deadlines.advance(minutes(10));
  EXPECT_FALSE(told);
}

TEST_F(TrunkRouteTest, NonsenseHasNoAddress) {
  EXPECT_THAT(route("not a host").peers(), IsEmpty());
}

}  // namespace
}  // namespace ringback::sip
