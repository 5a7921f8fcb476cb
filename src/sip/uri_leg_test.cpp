#include "sip/uri_leg.hpp"

#include "sip/endpoint_fixture.hpp"

namespace ringback::sip {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Calls to SIP URIs that an application has named.
class UriLegTest : public EndpointFixture {
 protected:
  static call::Target sip_target(const std::string& uri) {
    call::Target out;
    out.kind = call::Target::Kind::sip;
    out.address = uri;
    out.from = "front-desk";
    out.account_sid = "AC1";
    out.call_sid = "CA1";
    return out;
  }
  Message call(const call::Target& target) {
    auto legs = endpoint->make(target);
    EXPECT_TRUE(legs);
    for (auto& leg : *legs) recorder.take(std::move(leg));
    recorder.legs.back()->dial();
    deadlines.settle();
    return wire.sent.empty() ? Message() : take();
  }
  Message call(const std::string& uri) { return call(sip_target(uri)); }
  int refused(const std::string& uri) {
    const auto legs = endpoint->make(sip_target(uri));
    return legs ? 0 : legs.error().code;
  }

  const Peer far{"198.51.100.9", 5060};
};

TEST_F(UriLegTest, TheInviteGoesToTheUrisHostAndNamesTheCall) {
  call::Target target = sip_target("sip:bob@198.51.100.9");
  target.parameters = {{"X-Team", "blue"}};
  const Message asked = call(target);
  EXPECT_EQ(wire.last_to, far);
  EXPECT_EQ(asked.request_uri, "sip:bob@198.51.100.9");
  EXPECT_EQ(asked.value("To"), "<sip:bob@198.51.100.9>");
  EXPECT_THAT(std::string(asked.value("From")), HasSubstr("<sip:front-desk@"));
  EXPECT_EQ(asked.value("X-Team"), "blue");
  EXPECT_EQ(asked.value("X-Twilio-AccountSid"), "AC1");
  EXPECT_EQ(asked.value("X-Twilio-CallSid"), "CA1");
}

TEST_F(UriLegTest, AnAnswerIsToldWithItsHeaders) {
  const Message asked = call("sip:bob@198.51.100.9");
  receive(answer(asked, 180), far);
  Message ok = answer(asked, 200);
  ok.add("X-Agent", "007").add("Server", "x");
  receive(ok, far);
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
  const auto said = recorder.legs.front()->sip_answer();
  ASSERT_TRUE(said);
  EXPECT_EQ(said->code, 200);
  EXPECT_EQ(said->call_id, asked.value("Call-ID"));
  EXPECT_EQ(said->headers, (Parameters{{"X-Agent", "007"}}));
}

TEST_F(UriLegTest, TheTransportOfTheUriIsTaken) {
  call("sip:bob@198.51.100.9:5070;transport=tcp");
  EXPECT_EQ(wire.last_to, (Peer{"198.51.100.9", 5070, Protocol::tcp}));
}

TEST_F(UriLegTest, AChallengeIsAnsweredWithTheNounsLogin) {
  call::Target target = sip_target("sip:bob@198.51.100.9");
  target.username = "desk";
  target.password = "secret";
  const Message asked = call(target);
  receive(answer(asked, 407).add("Proxy-Authenticate", R"(Digest realm="far", nonce="n", qop="auth")"), far);
  EXPECT_EQ(take().method, "ACK");
  const Message again = take();
  EXPECT_THAT(std::string(again.value("Proxy-Authorization")), HasSubstr(R"(username="desk")"));
}

TEST_F(UriLegTest, AChallengeWithoutALoginIsAWarning) {
  struct Listener final : call::Leg::Listener {
    std::optional<Error> trouble;
    void on_gone(call::Leg& leg, call::Cause, int) override { trouble = leg.trouble(); }
  } listener;
  auto legs = endpoint->make(sip_target("sip:bob@198.51.100.9"));
  legs->front()->set_listener(&listener);
  legs->front()->dial();
  receive(answer(take(), 401).add("WWW-Authenticate", R"(Digest realm="far", nonce="n")"), far);
  ASSERT_TRUE(listener.trouble);
  EXPECT_EQ(listener.trouble->code, 13244);
}

TEST_F(UriLegTest, ANameWithoutAnAddressFailsTheCall) {
  call("sip:bob@nowhere.example.com");
  EXPECT_THAT(recorder.events, ElementsAre("gone 0"));
  EXPECT_THAT(recorder.causes, ElementsAre(call::Cause::failed));
}

TEST_F(UriLegTest, ALinkLocalAddressIsNotCalled) {
  call("sip:bob@169.254.169.254");
  deadlines.settle();
  EXPECT_THAT(wire.sent, IsEmpty());
  EXPECT_THAT(recorder.events, ElementsAre("gone 0"));
}

TEST_F(UriLegTest, ALinkLocalAddressIsCalledWhereTheConfigurationLets) {
  Options some = options();
  some.allow_link_local = true;
  make_endpoint(some);
  EXPECT_EQ(call("sip:bob@169.254.169.254").method, "INVITE");
}

TEST_F(UriLegTest, HangingUpWhileItRingsCancels) {
  const Message asked = call("sip:bob@198.51.100.9");
  receive(answer(asked, 180), far);
  recorder.legs.front()->hangup(call::Cause::cancelled);
  EXPECT_EQ(take().method, "CANCEL");
  EXPECT_EQ(wire.last_to, far);
}

TEST_F(UriLegTest, WhatIsNotSpokenHereIsRefusedInWords) {
  EXPECT_EQ(refused("sips:bob@198.51.100.9"), 13243);
  EXPECT_EQ(refused("sip:bob@198.51.100.9;transport=tls"), 13243);
  EXPECT_EQ(refused("sip:bob@198.51.100.9;transport=sctp"), 13243);
  EXPECT_EQ(refused("tel:+8190"), 13243);
  EXPECT_EQ(refused("sip:bob@"), 13243);
}

}  // namespace
}  // namespace ringback::sip
