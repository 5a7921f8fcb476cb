#include "sip/endpoint.hpp"

#include "sip/endpoint_fixture.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using EndpointTest = EndpointFixture;

TEST_F(EndpointTest, StrangersGetAChallengeAndLeaveNothingBehind) {
  const Message asked = invite();
  receive(asked, phone);
  const Message challenge = take();
  EXPECT_EQ(challenge.status, 401);
  EXPECT_EQ(wire.last_to, phone);
  EXPECT_FALSE(tag(challenge, "To").empty());
  EXPECT_THAT(challenge.value("WWW-Authenticate"), HasSubstr("realm=\"ringback\""));
  EXPECT_THAT(recorder.incoming, IsEmpty());
  EXPECT_EQ(endpoint->calls(), 0U);

  receive(ack_of(asked), phone);
  deadlines.advance(seconds(60));
  EXPECT_EQ(wire.count, 1);
}

TEST_F(EndpointTest, ChallengeIsLittleLargerThanTheRequest) {
  const Message asked = invite();
  receive(asked, phone);
  EXPECT_LT(wire.sent.front().bytes.size(), asked.serialise().size() + 256);
}

TEST_F(EndpointTest, WrongPasswordIsChallengedAgain) {
  const Message asked = invite();
  receive(asked, phone);
  receive(login(asked, take(), "guess"), phone);
  EXPECT_EQ(take().status, 401);
  EXPECT_THAT(recorder.incoming, IsEmpty());
}

TEST_F(EndpointTest, AnswerToAnOldChallengeIsStale) {
  const Message asked = invite();
  receive(asked, phone);
  const Message challenge = take();
  deadlines.advance(seconds(301));
  receive(login(asked, challenge), phone);
  const Message again = take();
  EXPECT_EQ(again.status, 401);
  EXPECT_THAT(again.value("WWW-Authenticate"), HasSubstr("stale=true"));
}

TEST_F(EndpointTest, StolenAnswerCannotBeUsedForAnotherCall) {
  const Message asked = invite();
  receive(asked, phone);
  const Message authorised = login(asked, take());
  receive(authorised, phone);
  wire.take_all();
  Message stolen = authorised;
  stolen.set("Via", "SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKstolen").set("Call-ID", "another");
  receive(stolen, {"198.51.100.66", 5060});
  EXPECT_EQ(take().status, 401);
  EXPECT_THAT(recorder.incoming, SizeIs(1));
}

TEST_F(EndpointTest, PhoneCallsFromItsConfiguredNumberWhateverItSays) {
  receive_with_login(invite().add("Diversion", "<sip:0399999999@x>"));
  ASSERT_THAT(recorder.incoming, SizeIs(1));
  const call::IncomingCall& call = recorder.incoming.front();
  EXPECT_EQ(call.origin, call::IncomingCall::Origin::phone);
  EXPECT_EQ(call.caller, "+819059876543");
  EXPECT_EQ(call.called, "05031234567");
  EXPECT_EQ(call.forwarded_from, "");
  EXPECT_EQ(take().status, 100);
}

TEST_F(EndpointTest, TrunkCallsWithoutDigestAndTellsWhoForwarded) {
  receive(invite().add("Diversion", "<sip:05031234567@x>;reason=unconditional, <sip:0@x>"));
  ASSERT_THAT(recorder.incoming, SizeIs(1));
  const call::IncomingCall& call = recorder.incoming.front();
  EXPECT_EQ(call.origin, call::IncomingCall::Origin::trunk);
  EXPECT_EQ(call.caller, "0312345678");
  EXPECT_EQ(call.forwarded_from, "05031234567");
  EXPECT_EQ(engine.last->options.peer_address, "203.0.113.1");
}

TEST_F(EndpointTest, RegisteredPhoneAtTheTrunksAddressIsStillAPhone) {
  const Peer beside{trunk.address, 7000};
  Message asked = request("REGISTER", "alice");
  receive(asked, beside);
  receive(login(asked, take()), beside);
  ASSERT_EQ(take().status, 200);
  receive(invite(), beside);
  EXPECT_EQ(take().status, 401);
}

TEST_F(EndpointTest, RegistersAPhoneWithoutStateForStrangers) {
  register_phone();
  EXPECT_EQ(endpoint->registered_contacts(), 1U);
  deadlines.advance(seconds(3600));
  EXPECT_EQ(endpoint->registered_contacts(), 0U);
}

TEST_F(EndpointTest, RepeatedRegisterGetsTheSameAnswer) {
  const Message asked = request("REGISTER", "alice");
  receive(asked, phone);
  const Message authorised = login(asked, take());
  receive(authorised, phone);
  receive(authorised, phone);
  EXPECT_EQ(take().status, 200);
  EXPECT_EQ(take().status, 200);
}

struct Refusal {
  const char* method;
  bool in_dialog;
  int status;
};
class EndpointRefusal : public EndpointFixture, public testing::WithParamInterface<Refusal> {};

TEST_P(EndpointRefusal, IsStateless) {
  Message asked = request(GetParam().method);
  if (GetParam().in_dialog) asked.set("To", "<sip:b@x>;tag=unknown");
  receive(asked, phone);
  EXPECT_EQ(take().status, GetParam().status);
  deadlines.advance(seconds(60));
  EXPECT_EQ(wire.count, 1);
}

INSTANTIATE_TEST_SUITE_P(All, EndpointRefusal,
                         testing::Values(Refusal{"OPTIONS", false, 200}, Refusal{"SUBSCRIBE", false, 489},
                                         Refusal{"MESSAGE", false, 405}, Refusal{"NONSENSE", false, 501},
                                         Refusal{"BYE", false, 481}, Refusal{"BYE", true, 481},
                                         Refusal{"INVITE", true, 481}, Refusal{"UPDATE", true, 481},
                                         Refusal{"CANCEL", false, 481}));

TEST_F(EndpointTest, SaysWhatItAllows) {
  receive(request("OPTIONS"), phone);
  EXPECT_THAT(take().value("Allow"), HasSubstr("INVITE, ACK, CANCEL, BYE"));
}

TEST_F(EndpointTest, RefusesWhatItDoesNotUnderstand) {
  receive(invite().add("Require", "replaces"));
  const Message bad_extension = take();
  EXPECT_EQ(bad_extension.status, 420);
  EXPECT_EQ(bad_extension.value("Unsupported"), "replaces");

  Message other_scheme = invite();
  other_scheme.request_uri = "nobody:knows";
  receive(other_scheme);
  EXPECT_EQ(take().status, 416);

  Message nobody = invite();
  nobody.request_uri = "sip:192.0.2.1";
  receive(nobody);
  EXPECT_EQ(take().status, 404);

  receive(invite().set_body("text/plain", "hello"));
  wire.take();
  EXPECT_EQ(take().status, 415);

  receive(request("INVITE").set_body("application/sdp", "unusable"));
  wire.take();
  EXPECT_EQ(take().status, 488);
  EXPECT_THAT(recorder.incoming, IsEmpty());
}

TEST_F(EndpointTest, MalformedRequestIsToldWhy) {
  receive(request("OPTIONS").set("CSeq", "1 INVITE"));
  const Message response = take();
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.reason, "CSeq of another method");
}

TEST_F(EndpointTest, GarbageIsIgnored) {
  for (const auto* bytes : {"", "\r\n\r\n", "nonsense", "SIP/2.0 200 OK\r\n\r\n", "BYE sip:x SIP/2.0\r\n\r\n"}) {
    endpoint->receive(bytes, phone);
  }
  EXPECT_EQ(wire.count, 0);
}

TEST_F(EndpointTest, WithoutPortsForSoundOrWithoutAHandlerCallsAreRefused) {
  engine.full = true;
  receive(invite());
  wire.take();
  EXPECT_EQ(take().status, 503);

  endpoint->set_handler(nullptr);
  receive(invite());
  const Message response = take();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.value("Retry-After"), "5");
}

TEST_F(EndpointTest, MoreCallsThanTheLimitAreRefused) {
  Options few = options();
  few.max_calls = 1;
  make_endpoint(few);
  receive(invite());
  call_id = "call-2";
  receive(invite());
  wire.take();
  EXPECT_EQ(take().status, 503);
  EXPECT_THAT(recorder.incoming, SizeIs(1));
}

TEST_F(EndpointTest, MakesALegForEachContactOfThePhone) {
  auto none = endpoint->make(target("+819059876543"));
  ASSERT_TRUE(none);
  EXPECT_THAT(*none, IsEmpty());
  register_phone("sip:alice@10.0.0.7:5060");
  register_phone("sip:alice@10.0.0.8:5060");
  const auto legs = endpoint->make(target("+819059876543"));
  ASSERT_TRUE(legs);
  EXPECT_THAT(*legs, SizeIs(2));
}

TEST_F(EndpointTest, WithoutATrunkOtherNumbersHaveNoRoute) {
  make_endpoint({});
  const auto legs = endpoint->make(target("+81312345678"));
  ASSERT_FALSE(legs);
  EXPECT_EQ(legs.error().code, 13224);
}

TEST_F(EndpointTest, TrunksProxyIsLookedUpByNameUntilItIsFound) {
  Options named = options();
  named.trunks = {{"carrier", {"203.0.113.1"}, "sip.carrier.example:5070"}};
  make_endpoint(named);
  EXPECT_FALSE(endpoint->make(target("+81312345678")));
  dns.addresses["sip.carrier.example"] = {"203.0.113.9"};
  deadlines.advance(seconds(30));
  const Message asked = dial();
  EXPECT_EQ(asked.request_uri, "sip:+81312345678@sip.carrier.example:5070");
  EXPECT_EQ(wire.last_to, (Peer{"203.0.113.9", 5070}));
}

TEST_F(EndpointTest, CallToOurRegisteredContactIsOfItsTrunkFromAnywhere) {
  Options some = options();
  some.trunks = {
      {.name = "carrier", .addresses = {}, .proxy = "203.0.113.5", .user = "us", .password = "x", .registers = true}};
  make_endpoint(some);
  const auto our_contact = parse_name_address(take().value("Contact"));
  ASSERT_TRUE(our_contact);
  receive(request("INVITE", our_contact->uri.user).set("To", "<sip:05031234567@carrier.example>"), phone);
  ASSERT_THAT(recorder.incoming, SizeIs(1));
  EXPECT_EQ(recorder.incoming.front().origin, call::IncomingCall::Origin::trunk);
  EXPECT_EQ(recorder.incoming.front().called, "05031234567");

  call_id = "call-2";
  receive(request("INVITE", our_contact->uri.user).add("P-Called-Party-ID", "<sip:+815099@x>"), phone);
  EXPECT_EQ(recorder.incoming.back().called, "+815099");
}

TEST_F(EndpointTest, TrunkWithADigestOfItsOwnIsChallenged) {
  Options some = options();
  some.trunks.front().inbound_user = "carrier-1";
  some.trunks.front().inbound_password = "their secret";
  make_endpoint(some);
  const Message asked = invite();
  receive(asked, trunk);
  const Message challenge = take();
  ASSERT_EQ(challenge.status, 401);
  DigestClient carrier({"carrier-1", "their secret"});
  Message again = invite();
  ASSERT_TRUE(carrier.take_challenge(asked, challenge));
  carrier.authorise(again);
  receive(again, {"198.51.100.200", 5060});
  ASSERT_THAT(recorder.incoming, SizeIs(1));
  EXPECT_EQ(recorder.incoming.front().origin, call::IncomingCall::Origin::trunk);
}

TEST_F(EndpointTest, CallsOverTheTrunksLimitAreBusy) {
  Options some = options();
  some.trunks.front().max_calls = 1;
  make_endpoint(some);
  set_up_incoming();
  call_id = "call-2";
  receive(invite());
  EXPECT_EQ(take().status, 486);
  recorder.legs.clear();
  wire.sent.clear();
  call_id = "call-3";
  receive(invite());
  EXPECT_EQ(take().status, 100);
}

TEST_F(EndpointTest, OtherPhonesTakeOverWhileItRuns) {
  register_phone();
  endpoint->set_phones({{"bob", "other", "+819012345678"}});
  EXPECT_EQ(endpoint->registered_contacts(), 0U);
  const Message asked = invite();
  receive(asked, phone);
  receive(login(asked, take()), phone);
  EXPECT_EQ(take().status, 401);
}

TEST_F(EndpointTest, OtherTrunksTakeOverWithoutTouchingACall) {
  set_up_incoming();
  endpoint->set_trunks({{.name = "new", .addresses = {}, .proxy = "203.0.113.2"}});
  dial();
  EXPECT_EQ(wire.last_to.address, "203.0.113.2");
  Message bye = in_dialog("BYE");
  receive(bye);
  EXPECT_EQ(take().status, 200);
  call_id = "call-2";
  receive(invite());
  EXPECT_EQ(take().status, 401);
}

TEST_F(EndpointTest, ShutdownEndsEveryCallInItsWay) {
  set_up_incoming();
  call_id = "call-2";
  receive(invite());
  wire.take_all();
  receive(answer(dial(), 180));
  endpoint->shutdown();
  EXPECT_THAT(wire.take_all(), testing::UnorderedElementsAre("BYE", "503", "CANCEL"));
  EXPECT_FALSE(endpoint->idle());
  deadlines.advance(seconds(40));
  EXPECT_TRUE(endpoint->idle());
  EXPECT_THAT(recorder.events, testing::ElementsAre("ringing"));
}

TEST_F(EndpointTest, LegsMayOutliveTheEndpoint) {
  set_up_incoming();
  dial();
  wire.take_all();
  endpoint.reset();
  recorder.legs.front()->hangup(call::Cause::hangup);
  recorder.legs.clear();
  deadlines.advance(seconds(60));
}

}  // namespace
}  // namespace ringback::sip
