#include "sip/outgoing_invite.hpp"

#include "sip/endpoint_fixture.hpp"
#include "sip/via.hpp"

namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class OutgoingInviteTest : public EndpointFixture {
 protected:
  call::Leg& leg() { return *recorder.legs.front(); }
  // An answered call; its INVITE.
  Message set_up() {
    Message asked = dial();
    receive(answer(asked, 200));
    EXPECT_EQ(take().method, "ACK");
    return asked;
  }
};

TEST_F(OutgoingInviteTest, OffersFromOurNumberThroughTheTrunk) {
  const Message asked = dial();
  EXPECT_EQ(asked.method, "INVITE");
  EXPECT_EQ(asked.request_uri, "sip:+81312345678@203.0.113.1");
  EXPECT_THAT(asked.value("From"), HasSubstr("<sip:+815031234567@192.0.2.1>;tag="));
  EXPECT_EQ(asked.value("To"), "<sip:+81312345678@203.0.113.1>");
  EXPECT_EQ(asked.value("Contact"), "<sip:+815031234567@192.0.2.1:5060>");
  EXPECT_EQ(asked.value("User-Agent"), "Ringback");
  EXPECT_EQ(asked.body, "our offer");
  EXPECT_EQ(wire.last_to, trunk);
}

TEST_F(OutgoingInviteTest, RingsIsAnsweredAndEndedByUs) {
  const Message asked = dial();
  receive(answer(asked, 100));
  receive(answer(asked, 180));
  receive(answer(asked, 183));
  receive(answer(asked, 200).add("Record-Route", "<sip:203.0.113.5;lr>").add("Record-Route", "<sip:203.0.113.6;lr>"));
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
  EXPECT_THAT(engine.last->answers, ElementsAre("their answer"));
  const Message ack = take();
  EXPECT_EQ(ack.method, "ACK");
  EXPECT_EQ(ack.value("CSeq"), "1 ACK");
  EXPECT_EQ(ack.request_uri, "sip:peer@203.0.113.1:5060");
  EXPECT_THAT(ack.list("Route"), ElementsAre("<sip:203.0.113.6;lr>", "<sip:203.0.113.5;lr>"));
  EXPECT_EQ(wire.last_to.address, "203.0.113.6");
  EXPECT_NE(top_via(ack)->branch, top_via(asked)->branch);

  leg().hangup(Cause::hangup);
  const Message bye = take();
  EXPECT_EQ(bye.method, "BYE");
  EXPECT_EQ(bye.value("CSeq"), "2 BYE");
  receive(answer(bye, 200));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(OutgoingInviteTest, FarEndHangsUp) {
  const Message asked = set_up();
  Message bye = request("BYE");
  bye.set("Call-ID", asked.value("Call-ID"));
  bye.set("From", std::string(asked.value("To")) + ";tag=far").set("To", asked.value("From"));
  receive(bye);
  EXPECT_EQ(take().status, 200);
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::hangup));
}

TEST_F(OutgoingInviteTest, SoundIsExpectedOnceTheCallIsAnswered) {
  const Message asked = dial();
  receive(answer(asked, 183));
  EXPECT_FALSE(engine.last->expecting);
  receive(answer(asked, 200));
  EXPECT_TRUE(engine.last->expecting);
}

TEST_F(OutgoingInviteTest, RepeatedAnswerIsAcknowledgedAgain) {
  const Message asked = set_up();
  receive(answer(asked, 200));
  EXPECT_EQ(take().method, "ACK");
  EXPECT_THAT(recorder.events, ElementsAre("answered"));
}

TEST_F(OutgoingInviteTest, SecondBranchThatAnswersIsHungUp) {
  const Message asked = dial();
  receive(answer(asked, 180, "one"));
  receive(answer(asked, 180, "two"));
  receive(answer(asked, 200, "one"));
  EXPECT_EQ(take().method, "ACK");
  receive(answer(asked, 200, "two"));
  const Message ack = take();
  const Message bye = take();
  EXPECT_EQ(tag(ack, "To"), "two");
  EXPECT_EQ(bye.method, "BYE");
  EXPECT_EQ(tag(bye, "To"), "two");
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
}

TEST_F(OutgoingInviteTest, UnusableAnswerIsAcknowledgedAndHungUp) {
  const Message asked = dial();
  receive(answer(asked, 200).set_body("application/sdp", "unusable"));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK", "BYE"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::failed));
}

TEST_F(OutgoingInviteTest, NobodyAtTheAddressTimesOut) {
  dial();
  deadlines.advance(seconds(32));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::no_answer));
  EXPECT_THAT(recorder.events, ElementsAre("gone 408"));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(OutgoingInviteTest, RingingWithoutEndIsGivenUpAfterThreeMinutes) {
  const Message asked = dial();
  receive(answer(asked, 180));
  deadlines.advance(seconds(180));
  EXPECT_THAT(wire.take_all(), ElementsAre("CANCEL"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::no_answer));
}

TEST_F(OutgoingInviteTest, HangupWhileRingingCancels) {
  const Message asked = dial();
  receive(answer(asked, 180));
  leg().hangup(Cause::cancelled);
  recorder.legs.clear();
  const Message cancel = take();
  EXPECT_EQ(cancel.method, "CANCEL");
  EXPECT_EQ(cancel.value("Via"), asked.value("Via"));
  EXPECT_EQ(cancel.value("To"), asked.value("To"));
  EXPECT_EQ(cancel.value("CSeq"), "1 CANCEL");
  EXPECT_EQ(cancel.request_uri, asked.request_uri);
  EXPECT_FALSE(cancel.find("Reason"));
  receive(answer(cancel, 200));
  receive(answer(asked, 487));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK"));
  EXPECT_TRUE(endpoint->idle());
  EXPECT_THAT(recorder.events, ElementsAre("ringing"));
}

TEST_F(OutgoingInviteTest, CancelTellsWhenAnotherPhoneAnswered) {
  receive(answer(dial(), 180));
  leg().hangup(Cause::answered_elsewhere);
  EXPECT_THAT(take().value("Reason"), HasSubstr("cause=200"));
}

TEST_F(OutgoingInviteTest, CancelWaitsForASignOfLife) {
  const Message asked = dial();
  leg().hangup(Cause::cancelled);
  EXPECT_THAT(wire.take_all(), IsEmpty());
  receive(answer(asked, 100));
  receive(answer(asked, 180));
  EXPECT_THAT(wire.take_all(), ElementsAre("CANCEL"));
}

TEST_F(OutgoingInviteTest, InviteThatNobodyHeardIsNotRepeatedAfterTheHangup) {
  dial();
  leg().hangup(Cause::cancelled);
  deadlines.advance(seconds(31));
  EXPECT_THAT(wire.take_all(), IsEmpty());
  EXPECT_FALSE(endpoint->idle());
  deadlines.advance(seconds(1));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(OutgoingInviteTest, AnswerThatCrossesTheCancelIsAcknowledgedAndHungUp) {
  const Message asked = dial();
  receive(answer(asked, 180));
  leg().hangup(Cause::cancelled);
  wire.take_all();
  receive(answer(asked, 200));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK", "BYE"));
  EXPECT_THAT(recorder.events, ElementsAre("ringing"));
  EXPECT_EQ(endpoint->calls(), 0U);
}

TEST_F(OutgoingInviteTest, CancelThatIsNeverAnsweredIsGivenUp) {
  receive(answer(dial(), 180));
  leg().hangup(Cause::cancelled);
  deadlines.advance(seconds(32));
  EXPECT_TRUE(endpoint->idle());
}

TEST_F(OutgoingInviteTest, LegThatNeverDialledIsSilent) {
  auto legs = endpoint->make(target("+81312345678"));
  legs->clear();
  EXPECT_EQ(wire.count, 0);
  EXPECT_TRUE(endpoint->idle());
}

struct Failure {
  int status;
  bool rang;
  Cause cause;
};
class OutgoingFailure : public EndpointFixture, public testing::WithParamInterface<Failure> {};

TEST_P(OutgoingFailure, HasItsCause) {
  const Message asked = dial();
  if (GetParam().rang) receive(answer(asked, 180));
  receive(answer(asked, GetParam().status));
  EXPECT_EQ(take().method, "ACK");
  EXPECT_THAT(recorder.causes, ElementsAre(GetParam().cause));
  EXPECT_EQ(recorder.events.back(), "gone " + std::to_string(GetParam().status));
  EXPECT_TRUE(endpoint->idle());
}

INSTANTIATE_TEST_SUITE_P(All, OutgoingFailure,
                         testing::Values(Failure{486, false, Cause::busy}, Failure{600, false, Cause::busy},
                                         Failure{603, true, Cause::busy}, Failure{603, false, Cause::failed},
                                         Failure{408, true, Cause::no_answer}, Failure{480, false, Cause::no_answer},
                                         Failure{487, true, Cause::no_answer}, Failure{404, false, Cause::failed},
                                         Failure{302, false, Cause::failed}, Failure{401, false, Cause::failed},
                                         Failure{503, true, Cause::failed}));

TEST_F(OutgoingInviteTest, PhoneIsCalledAtItsContactThroughItsNat) {
  register_phone("sip:alice@10.0.0.7:5060;line=1");
  const Message asked = dial("+819059876543");
  EXPECT_EQ(asked.request_uri, "sip:alice@10.0.0.7:5060;line=1");
  EXPECT_EQ(wire.last_to, phone);
  EXPECT_EQ(engine.last->options.peer_address, phone.address);
  contact = {"10.0.0.7", 5060};
  receive(answer(asked, 200), phone);
  EXPECT_EQ(take().method, "ACK");
  EXPECT_EQ(wire.last_to, phone);
}

TEST_F(OutgoingInviteTest, CallersCodecComesFirst) {
  FakeSession caller({.codecs = {media::Codec::pcma, media::Codec::pcmu}});
  call::Target to = target("+81312345678");
  to.beside = &caller;
  ASSERT_TRUE(endpoint->make(to));
  const auto legs = endpoint->make(to);
  EXPECT_THAT(engine.last->options.codecs,
              ElementsAre(media::Codec::pcma, media::Codec::pcmu, media::Codec::opus, media::Codec::g722));
  EXPECT_EQ(engine.last->options.beside, &caller);
}

TEST_F(OutgoingInviteTest, BrowsersNameIsAnEscapedUser) {
  call::Target to = target("+81312345678");
  to.from = "client:ann@b";
  auto legs = endpoint->make(to);
  legs->front()->dial();
  EXPECT_THAT(take().value("From"), testing::StartsWith("<sip:client%3Aann%40b@192.0.2.1>"));
}

}  // namespace
}  // namespace ringback::sip
