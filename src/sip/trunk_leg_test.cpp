#include "sip/trunk_leg.hpp"

#include <set>

#include "sip/endpoint_fixture.hpp"
#include "sip/trunk_identity.hpp"
#include "store/configured.hpp"

namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Two trunks, the second of lower priority, and one call.
class TrunkLegTest : public EndpointFixture {
 protected:
  TrunkLegTest() { start({main_trunk(), reserve_trunk()}); }

  static store::Trunk main_trunk() { return {.name = "main", .addresses = {}, .proxy = "203.0.113.1"}; }
  static store::Trunk reserve_trunk() {
    return {.name = "reserve", .addresses = {}, .proxy = "203.0.113.2", .priority = 2};
  }
  void start(std::vector<store::Trunk> trunks, milliseconds options_interval = milliseconds(0)) {
    Options some = options();
    some.trunks = std::move(trunks);
    some.options_interval = options_interval;
    make_endpoint(some);
  }
  // Requests to the second trunk since the last look.
  Message at_reserve() {
    while (!wire.sent.empty()) {
      Message message = wire.take();
      if (wire.last_to == reserve) return message;
    }
    return {};
  }
  call::Leg& leg() { return *recorder.legs.front(); }
  std::vector<std::string> destinations() {
    std::vector<std::string> out;
    while (!wire.sent.empty()) {
      const Message message = wire.take();
      if (message.is("INVITE")) out.push_back(wire.last_to.address);
    }
    return out;
  }

  const Peer reserve{"203.0.113.2", 5060};
};

TEST_F(TrunkLegTest, SilentTrunkIsFollowedByTheNextWithinFourSeconds) {
  dial();
  deadlines.advance(milliseconds(2999));
  EXPECT_THAT(wire.take_all(), testing::Each("INVITE"));
  deadlines.advance(milliseconds(1));
  const Message asked = at_reserve();
  EXPECT_EQ(asked.method, "INVITE");
  EXPECT_EQ(asked.request_uri, "sip:+81312345678@203.0.113.2");
  receive(answer(asked, 180), reserve);
  receive(answer(asked, 200), reserve);
  EXPECT_EQ(take().method, "ACK");
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
}

TEST_F(TrunkLegTest, ClosedPortIsFollowedByTheNextTrunkAtOnce) {
  dial();
  endpoint->unreachable(trunk);
  deadlines.settle();
  EXPECT_EQ(at_reserve().method, "INVITE");
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(TrunkLegTest, TrunkThatWakesUpTooLateIsCancelled) {
  const Message first = dial();
  deadlines.advance(seconds(3));
  wire.sent.clear();
  deadlines.advance(milliseconds(600));
  EXPECT_THAT(destinations(), ElementsAre("203.0.113.2"));
  receive(answer(first, 180));
  EXPECT_EQ(take().method, "CANCEL");
  EXPECT_EQ(wire.last_to, trunk);
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(TrunkLegTest, SignOfLifeStopsTheClock) {
  receive(answer(dial(), 100));
  deadlines.advance(seconds(100));
  EXPECT_EQ(at_reserve().method, "");
}

TEST_F(TrunkLegTest, LastTrunkHasTheTimeOfATransaction) {
  dial();
  deadlines.advance(seconds(3));
  deadlines.advance(seconds(31));
  EXPECT_THAT(recorder.events, IsEmpty());
  deadlines.advance(seconds(1));
  EXPECT_THAT(recorder.events, ElementsAre("gone 408"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::no_answer));
}

TEST_F(TrunkLegTest, EachTrunkHasASessionAndACallIdOfItsOwn) {
  const Message first = dial();
  const media::SessionOptions before = engine.last->options;
  receive(answer(first, 503));
  wire.sent.pop_front();
  const Message second = at_reserve();
  EXPECT_NE(second.value("Call-ID"), first.value("Call-ID"));
  EXPECT_EQ(engine.last->options.peer_address, "203.0.113.2");
  EXPECT_EQ(engine.last->options.codecs, before.codecs);
  EXPECT_EQ(&leg().session(), engine.last);
}

TEST_F(TrunkLegTest, HangupAfterTheChangeCancelsAtTheNewTrunk) {
  receive(answer(dial(), 500));
  const Message asked = at_reserve();
  receive(answer(asked, 100), reserve);
  leg().hangup(Cause::cancelled);
  EXPECT_EQ(take().method, "CANCEL");
  EXPECT_EQ(wire.last_to, reserve);
}

TEST_F(TrunkLegTest, LegThatGoesDuringTheFirstAttemptLeavesNothing) {
  dial();
  recorder.legs.clear();
  deadlines.advance(seconds(40));
  EXPECT_EQ(at_reserve().method, "");
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(TrunkLegTest, EndpointThatGoesIsNoTrouble) {
  dial();
  endpoint.reset();
  deadlines.advance(seconds(40));
  EXPECT_THAT(recorder.events, IsEmpty());
}

struct Rule {
  int provisional;
  int status;
  bool next;
};
class Failover : public TrunkLegTest, public testing::WithParamInterface<Rule> {};

TEST_P(Failover, FollowsTheTable) {
  const Message asked = dial();
  if (GetParam().provisional != 0) receive(answer(asked, GetParam().provisional));
  receive(answer(asked, GetParam().status));
  EXPECT_EQ(at_reserve().method, GetParam().next ? "INVITE" : "");
  const bool rang = GetParam().provisional >= 180;
  const std::string gone = "gone " + std::to_string(GetParam().status);
  if (GetParam().next) {
    EXPECT_THAT(recorder.events, IsEmpty());
  } else {
    EXPECT_EQ(recorder.events, rang ? std::vector<std::string>({"ringing", gone}) : std::vector{gone});
  }
}

INSTANTIATE_TEST_SUITE_P(All, Failover,
                         testing::Values(Rule{0, 503, true}, Rule{100, 503, true}, Rule{180, 503, false},
                                         Rule{183, 500, false}, Rule{100, 408, true}, Rule{0, 500, true},
                                         Rule{0, 502, true}, Rule{0, 504, true}, Rule{0, 401, true}, Rule{0, 407, true},
                                         Rule{0, 404, false}, Rule{0, 403, false}, Rule{0, 480, false},
                                         Rule{0, 484, false}, Rule{0, 486, false}, Rule{0, 488, false},
                                         Rule{0, 600, false}, Rule{0, 603, false}, Rule{0, 302, false}));

TEST_F(TrunkLegTest, LastFailureIsTheOneThatIsTold) {
  receive(answer(dial(), 500));
  receive(answer(at_reserve(), 504), reserve);
  EXPECT_THAT(recorder.events, ElementsAre("gone 504"));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(TrunkLegTest, AddressesOfOneTrunkShareItsTime) {
  dns.addresses["sip.carrier.example"] = {"203.0.113.1", "203.0.113.3", "203.0.113.4"};
  store::Trunk named = main_trunk();
  named.proxy = "sip.carrier.example:5060";
  start({named, reserve_trunk()});
  dial();
  deadlines.advance(seconds(3));
  const auto tried = destinations();
  EXPECT_EQ(std::set<std::string>(tried.begin(), tried.end()),
            (std::set<std::string>{"203.0.113.1", "203.0.113.2", "203.0.113.3"}));
}

TEST_F(TrunkLegTest, OtherFailuresLeaveTheTrunksSecondAddressOut) {
  dns.addresses["sip.carrier.example"] = {"203.0.113.1", "203.0.113.3"};
  store::Trunk named = main_trunk();
  named.proxy = "sip.carrier.example:5060";
  start({named, reserve_trunk()});
  receive(answer(dial(), 503));
  wire.sent.pop_front();
  EXPECT_EQ(wire.sent.front().to.address, "203.0.113.3");
  receive(answer(take(), 500), {"203.0.113.3", 5060});
  EXPECT_EQ(at_reserve().method, "INVITE");
}

TEST_F(TrunkLegTest, TwoSilentCallsTakeATrunkDownAndTheThirdDoesNotWaitForIt) {
  start({main_trunk(), reserve_trunk()}, seconds(30));
  wire.sent.clear();
  dial();
  dial();
  deadlines.advance(seconds(3));
  wire.sent.clear();
  dial();
  EXPECT_EQ(wire.last_to, reserve);
  EXPECT_FALSE(endpoint->trunks().front()->up());
}

TEST_F(TrunkLegTest, FullTrunkIsPassedOverAndIfAllAreFullTheCallFails) {
  store::Trunk one = main_trunk();
  one.max_calls = 1;
  start({one});
  dial();
  const auto refused = endpoint->make(target("+81312345678"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, 10004);
  recorder.legs.clear();
  EXPECT_TRUE(endpoint->make(target("+81312345678")));
}

TEST_F(TrunkLegTest, ChallengesAreAnsweredInTheCallToo) {
  store::Trunk login = main_trunk();
  login.user = "us";
  login.password = "secret";
  start({login});
  const Message asked = dial();
  receive(answer(asked, 407).add("Proxy-Authenticate", "Digest realm=\"c\",nonce=\"1\",qop=\"auth\""));
  EXPECT_EQ(take().method, "ACK");
  const Message again = take();
  EXPECT_THAT(std::string(again.value("Proxy-Authorization")), HasSubstr("nc=00000001"));
  EXPECT_EQ(cseq(again)->number, 2U);
  receive(answer(again, 200));
  EXPECT_THAT(std::string(take().value("Proxy-Authorization")), HasSubstr("nc=00000001"));
  leg().hangup(Cause::hangup);
  const Message bye = take();
  EXPECT_THAT(std::string(bye.value("Proxy-Authorization")), HasSubstr("nc=00000002"));
  receive(answer(bye, 407).add("Proxy-Authenticate", "Digest realm=\"c\",nonce=\"2\",stale=true"));
  const Message bye_again = take();
  EXPECT_EQ(cseq(bye_again)->number, cseq(bye)->number + 1);
  EXPECT_THAT(std::string(bye_again.value("Proxy-Authorization")), HasSubstr("nonce=\"2\""));
  receive(answer(bye_again, 200));
  EXPECT_TRUE(endpoint->idle());
}

class TrunkIdentityTest : public TrunkLegTest {
 protected:
  Message invite_of(store::Trunk trunk) {
    start({std::move(trunk)});
    return dial();
  }
};

TEST_F(TrunkIdentityTest, WithoutUserFromIsTheNumberAtOurAddress) {
  const Message asked = invite_of(main_trunk());
  EXPECT_THAT(std::string(asked.value("From")), StartsWith("<sip:+815031234567@192.0.2.1>;"));
  EXPECT_EQ(asked.value("To"), "<sip:+81312345678@203.0.113.1>");
}

TEST_F(TrunkIdentityTest, WithoutPlusWhereTheCarrierWantsNone) {
  store::Trunk trunk = main_trunk();
  trunk.number_format = "e164";
  const Message asked = invite_of(trunk);
  EXPECT_THAT(std::string(asked.value("From")), StartsWith("<sip:815031234567@"));
  EXPECT_EQ(asked.request_uri, "sip:81312345678@203.0.113.1");
}

TEST_F(TrunkIdentityTest, UserIsFromAndTheNumberIsAsserted) {
  store::Trunk trunk = main_trunk();
  trunk.user = "us";
  trunk.caller_id_in = "P-Asserted-Identity";
  const Message asked = invite_of(trunk);
  EXPECT_THAT(std::string(asked.value("From")), StartsWith("<sip:us@203.0.113.1>;"));
  EXPECT_EQ(asked.value("P-Asserted-Identity"), "<sip:+815031234567@203.0.113.1>");
}

TEST_F(TrunkIdentityTest, TcpIsInTheUri) {
  store::Trunk trunk = main_trunk();
  trunk.proxy = "203.0.113.1:5070;transport=tcp";
  const Message asked = invite_of(trunk);
  EXPECT_EQ(asked.request_uri, "sip:+81312345678@203.0.113.1:5070;transport=tcp");
  EXPECT_EQ(wire.last_to, (Peer{"203.0.113.1", 5070, Protocol::tcp}));
}

}  // namespace
}  // namespace ringback::sip
