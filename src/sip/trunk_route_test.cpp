#include "sip/trunk_route.hpp"

#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/wire_fixture.hpp"

namespace ringback::sip {
namespace {

class TrunkRouteTest : public testing::Test {
 protected:
  TrunkRoute route(const std::string& proxy) { return {{"carrier", {"203.0.113.1"}, proxy}, wire, deadlines}; }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
};

TEST_F(TrunkRouteTest, WithoutAProxyIsTheAddress) {
  EXPECT_EQ(route("").peer(), (Peer{"203.0.113.1", 5060}));
  EXPECT_EQ(route("").host(), "203.0.113.1:5060");
}

TEST_F(TrunkRouteTest, AddressOfTheProxyNeedsNoLookUp) {
  EXPECT_EQ(route("203.0.113.9").peer(), (Peer{"203.0.113.9", 5060}));
  EXPECT_EQ(route("[2001:db8::1]:5070").peer(), (Peer{"2001:db8::1", 5070}));
}

TEST_F(TrunkRouteTest, NameIsLookedUpAgainAndItsLastAddressKept) {
  wire.names["sip.example"] = "203.0.113.9";
  const TrunkRoute trunk = route("sip.example");
  EXPECT_EQ(trunk.peer(), (Peer{"203.0.113.9", 5060}));
  EXPECT_EQ(trunk.host(), "sip.example");
  wire.names["sip.example"] = "203.0.113.10";
  deadlines.advance(std::chrono::minutes(5));
  EXPECT_EQ(trunk.peer(), (Peer{"203.0.113.10", 5060}));
  wire.names.clear();
  deadlines.advance(std::chrono::minutes(5));
  EXPECT_EQ(trunk.peer(), (Peer{"203.0.113.10", 5060}));
}

TEST_F(TrunkRouteTest, NonsenseHasNoAddress) {
  EXPECT_FALSE(route("not a host").peer());
}

}  // namespace
}  // namespace ringback::sip
