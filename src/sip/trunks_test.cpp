#include "sip/trunks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/resolver_fixture.hpp"
#include "sip/uri.hpp"
#include "sip/wire_fixture.hpp"
#include "store/configured.hpp"

namespace ringback::sip {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

// Trunks without OPTIONS, whose far ends are played by hand.
class TrunksTest : public testing::Test {
 protected:
  TrunksTest() {
    agent = std::make_shared<UserAgent>(UserAgent::Setup{wire, deadlines, "Ringback", [](auto&, auto&) {}});
    trunks.emplace(Trunk::Context{agent, dns, {.interval = std::chrono::milliseconds(0)}});
  }
  ~TrunksTest() override {
    trunks.reset();
    agent->close();
  }

  static store::Trunk trunk(const std::string& name, const std::string& address = "192.0.2.9") {
    return {.name = name, .addresses = {address}, .proxy = ""};
  }
  static store::Trunk with_prefixes(const std::string& name, std::vector<std::string> prefixes) {
    store::Trunk out = trunk(name);
    out.prefixes = std::move(prefixes);
    return out;
  }
  static store::Trunk registering(const std::string& name = "registered") {
    return {
        .name = name, .addresses = {}, .proxy = "203.0.113.1", .user = "us", .password = "secret", .registers = true};
  }
  std::vector<std::string> names(const std::string& number = "+81312345678") {
    std::vector<std::string> out;
    for (const auto& each : trunks->candidates(number)) out.push_back(each->settings().name);
    return out;
  }
  Trunk& first() { return const_cast<Trunk&>(*trunks->all().front()); }
  void fail(Trunk& which, int status, const std::string& retry_after = "") {
    Message response;
    response.status = status;
    if (!retry_after.empty()) response.add("Retry-After", retry_after);
    which.note_failure(which.peers().front(), response, false);
  }
  void answer(const Message& response) {
    agent->receive(response.serialise(), {"203.0.113.1", 5060});
    deadlines.settle();
  }
  void accept_registration() {
    const Message asked = wire.take();
    answer(make_response(asked, 200).add("Expires", "600"));
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  FakeResolver dns;
  std::shared_ptr<UserAgent> agent;
  std::optional<Trunks> trunks;
};

TEST_F(TrunksTest, LongestPrefixIsFirst) {
  trunks->replace({trunk("any"), with_prefixes("japan", {"+81"}), with_prefixes("tokyo", {"+813", "+1"}),
                   with_prefixes("france", {"+33"})});
  EXPECT_THAT(names("+81312345678"), ElementsAre("tokyo", "japan", "any"));
  EXPECT_THAT(names("+12025550100"), ElementsAre("tokyo", "any"));
  EXPECT_THAT(names("+4930123456"), ElementsAre("any"));
}

TEST_F(TrunksTest, NumberThatNobodyTakesHasNoTrunk) {
  trunks->replace({with_prefixes("japan", {"+81"})});
  EXPECT_THAT(names("+12025550100"), IsEmpty());
}

TEST_F(TrunksTest, LowerPriorityIsFirst) {
  auto reserve = trunk("reserve");
  reserve.priority = 2;
  trunks->replace({reserve, trunk("main")});
  EXPECT_THAT(names(), ElementsAre("main", "reserve"));
}

TEST_F(TrunksTest, EqualOnesTakeTurnsByWeight) {
  auto heavy = trunk("heavy");
  heavy.weight = 3;
  trunks->replace({heavy, trunk("light")});
  std::string turns;
  for (int i = 0; i < 8; ++i) turns += names().front().front();
  EXPECT_EQ(turns, "hhlhhhlh");
}

TEST_F(TrunksTest, RetryAfterIsObeyed) {
  auto reserve = trunk("reserve");
  reserve.priority = 2;
  trunks->replace({trunk("main"), reserve});
  fail(first(), 503, "60");
  EXPECT_THAT(names(), ElementsAre("reserve"));
  deadlines.advance(seconds(60));
  EXPECT_THAT(names(), ElementsAre("main", "reserve"));
  fail(first(), 500, "60");
  EXPECT_THAT(names(), ElementsAre("main", "reserve"));
}

TEST_F(TrunksTest, NobodyRestsLongerThanAnHour) {
  auto reserve = trunk("reserve");
  reserve.priority = 2;
  trunks->replace({trunk("main"), reserve});
  fail(first(), 503, "4000000000");
  deadlines.advance(minutes(60));
  EXPECT_THAT(names(), ElementsAre("main", "reserve"));
}

TEST_F(TrunksTest, IfAllAreDownTheBestAloneIsTried) {
  trunks->replace({trunk("a"), with_prefixes("b", {"+81"})});
  for (const auto& each : trunks->all()) fail(const_cast<Trunk&>(*each), 503, "60");
  EXPECT_THAT(names(), ElementsAre("b"));
}

TEST_F(TrunksTest, NameWithoutAddressHoldsUpNobodyElse) {
  dns.slow = true;
  store::Trunk named = trunk("named");
  named.proxy = "sip.carrier.example:5070";
  named.priority = 0;
  trunks->replace({named, trunk("other")});
  EXPECT_THAT(names(), ElementsAre("other"));
  dns.addresses["sip.carrier.example"] = {"203.0.113.7"};
  dns.catch_up();
  EXPECT_THAT(names(), ElementsAre("named", "other"));
}

TEST_F(TrunksTest, TrunkIsDownUntilItIsRegistered) {
  trunks->replace({registering(), trunk("other")});
  EXPECT_THAT(names(), ElementsAre("other"));
  accept_registration();
  EXPECT_EQ(names().size(), 2U);
  EXPECT_TRUE(first().registered());
  deadlines.advance(seconds(300 + 32));
  EXPECT_FALSE(first().up());
  EXPECT_EQ(first().counters().downs, 1U);
}

TEST_F(TrunksTest, CallsOfARegistrarAreKnownByItsAddressOrOurContact) {
  trunks->replace({trunk("other"), registering()});
  const auto contacts = parse_name_address(wire.take().value("Contact"));
  ASSERT_TRUE(contacts);
  EXPECT_EQ(trunks->owner_of_contact(contacts->uri.user)->settings().name, "registered");
  EXPECT_EQ(trunks->owner_of_contact("us"), nullptr);
  EXPECT_EQ(trunks->owner_of_address("203.0.113.1")->settings().name, "registered");
  EXPECT_EQ(trunks->owner_of_address("203.0.113.2"), nullptr);
}

TEST_F(TrunksTest, AddressesAndNetworksAreKnownButAProxyAloneIsNot) {
  auto carrier = trunk("carrier", "198.51.100.0/24");
  carrier.addresses.push_back("192.0.2.1");
  carrier.proxy = "203.0.113.1";
  trunks->replace({carrier});
  for (const auto* address : {"198.51.100.200", "192.0.2.1"}) EXPECT_TRUE(trunks->owner_of_address(address)) << address;
  EXPECT_FALSE(trunks->owner_of_address("203.0.113.1"));
  EXPECT_TRUE(trunks->know("203.0.113.1"));
  EXPECT_FALSE(trunks->know("203.0.113.2"));
}

TEST_F(TrunksTest, UnchangedTrunksKeepTheirRegistration) {
  trunks->replace({registering()});
  accept_registration();
  const auto before = trunks->all().front();
  trunks->replace({trunk("new"), registering()});
  EXPECT_EQ(wire.count, 1);
  EXPECT_EQ(trunks->all().back(), before);
}

TEST_F(TrunksTest, RemovedTrunksTakeTheirRegistrationBack) {
  trunks->replace({registering()});
  accept_registration();
  const auto place = first().take_incoming();
  trunks->replace({});
  EXPECT_EQ(wire.take().value("Expires"), "0");
  EXPECT_TRUE(trunks->empty());
}

TEST_F(TrunksTest, ChangedTrunksRegisterAnew) {
  trunks->replace({registering()});
  accept_registration();
  auto changed = registering();
  changed.password = "new";
  trunks->replace({changed});
  EXPECT_EQ(wire.take().value("Expires"), "0");
  EXPECT_EQ(wire.take().value("Expires"), "3600");
}

TEST_F(TrunksTest, AddressThatDidNotAnswerComesLast) {
  dns.addresses["sip.carrier.example"] = {"203.0.113.7", "203.0.113.8", "203.0.113.9"};
  store::Trunk named = trunk("named");
  named.proxy = "sip.carrier.example:5060";
  trunks->replace({named});
  Message silence;
  silence.status = 408;
  first().note_failure({"203.0.113.7", 5060}, silence, true);
  EXPECT_THAT(first().peers(), ElementsAre(Peer{"203.0.113.8", 5060}, Peer{"203.0.113.9", 5060}));
}

}  // namespace
}  // namespace ringback::sip
