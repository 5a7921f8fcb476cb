#include "sip/incoming_invite.hpp"

#include "sip/endpoint_fixture.hpp"

namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class IncomingInviteTest : public EndpointFixture {
 protected:
  call::Leg& leg() { return *recorder.legs.front(); }
};

TEST_F(IncomingInviteTest, IsTriedRungAnsweredAndEndedByTheCaller) {
  const Message asked = invite().add("Record-Route", "<sip:203.0.113.5;lr>");
  receive(asked);
  EXPECT_EQ(take().status, 100);
  leg().ring();
  const Message ringing = take();
  EXPECT_EQ(ringing.status, 180);
  EXPECT_FALSE(tag(ringing, "To").empty());
  leg().answer();
  const Message ok = take();
  EXPECT_EQ(ok.status, 200);
  EXPECT_EQ(ok.body, "our answer 1");
  EXPECT_EQ(ok.value("Content-Type"), "application/sdp");
  EXPECT_EQ(ok.value("Contact"), "<sip:05031234567@192.0.2.1:5060>");
  EXPECT_EQ(ok.value("Record-Route"), "<sip:203.0.113.5;lr>");
  EXPECT_EQ(tag(ok, "To"), tag(ringing, "To"));
  receive(ack_of(asked));

  receive(in_dialog("BYE"));
  EXPECT_EQ(take().status, 200);
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::hangup));
  EXPECT_EQ(endpoint->calls(), 0U);
}

TEST_F(IncomingInviteTest, AnswerIsSentAgainUntilItsAck) {
  const Message asked = invite();
  receive(asked);
  leg().answer();
  deadlines.advance(milliseconds(500 + 1000));
  wire.take();
  EXPECT_THAT(wire.sent, testing::SizeIs(3));
  EXPECT_EQ(take().status, 200);
  wire.take_all();
  receive(ack_of(asked));
  deadlines.advance(seconds(60));
  EXPECT_THAT(wire.take_all(), IsEmpty());
}

TEST_F(IncomingInviteTest, CallWithoutAckIsEndedWithBye) {
  receive(invite());
  leg().answer();
  deadlines.advance(milliseconds(31'999));
  EXPECT_THAT(recorder.events, IsEmpty());
  wire.take_all();
  deadlines.advance(milliseconds(1));
  EXPECT_EQ(take().method, "BYE");
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::failed));
}

TEST_F(IncomingInviteTest, HangupBeforeTheAckWaitsForIt) {
  const Message asked = invite();
  receive(asked);
  wire.take();
  leg().answer();
  take();
  leg().hangup(Cause::hangup);
  recorder.legs.clear();
  EXPECT_THAT(wire.take_all(), IsEmpty());
  receive(ack_of(asked));
  EXPECT_THAT(wire.take_all(), ElementsAre("BYE"));
}

TEST_F(IncomingInviteTest, OurHangupSendsByeToTheContactAlongTheRoute) {
  const Message asked =
      invite().add("Record-Route", "<sip:203.0.113.5:5070;lr>").add("Record-Route", "<sip:203.0.113.6;lr>");
  receive(asked);
  leg().answer();
  wire.take();
  take();
  receive(ack_of(asked));
  leg().hangup(Cause::hangup);
  const Message bye = take();
  EXPECT_EQ(bye.method, "BYE");
  EXPECT_EQ(bye.request_uri, "sip:peer@203.0.113.1:5060");
  EXPECT_THAT(bye.list("Route"), ElementsAre("<sip:203.0.113.5:5070;lr>", "<sip:203.0.113.6;lr>"));
  EXPECT_EQ(wire.last_to, (Peer{"203.0.113.5", 5070}));
  EXPECT_EQ(bye.value("From"), remote_to);
  EXPECT_EQ(bye.value("To"), asked.value("From"));
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingInviteTest, RequestsToAPhoneGoWhereItSendsFrom) {
  contact = {"10.0.0.7", 5060};
  receive_with_login(invite());
  leg().answer();
  wire.take();
  const Message ok = take();
  Message ack = in_dialog("ACK");
  ack.set("CSeq", std::to_string(cseq(ok)->number) + " ACK");
  receive(ack, phone);
  leg().hangup(Cause::hangup);
  EXPECT_EQ(take().method, "BYE");
  EXPECT_EQ(wire.last_to, phone);
}

TEST_F(IncomingInviteTest, CancelEndsItWith487) {
  const Message asked = invite();
  receive(asked);
  leg().ring();
  wire.take_all();
  Message cancel = asked;
  cancel.method = "CANCEL";
  cancel.set("CSeq", "1 CANCEL");
  receive(cancel);
  EXPECT_THAT(wire.take_all(), ElementsAre("200", "487"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::cancelled));
  EXPECT_THAT(recorder.events, ElementsAre("gone 487"));
}

TEST_F(IncomingInviteTest, CancelThatComesTooLateChangesNothing) {
  const Message asked = invite();
  receive(asked);
  leg().answer();
  wire.take_all();
  Message cancel = asked;
  cancel.method = "CANCEL";
  cancel.set("CSeq", "1 CANCEL");
  receive(cancel);
  EXPECT_THAT(wire.take_all(), ElementsAre("200"));
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingInviteTest, CancelFromElsewhereIsRefused) {
  const Message asked = invite();
  receive(asked);
  wire.take_all();
  Message cancel = asked;
  cancel.method = "CANCEL";
  cancel.set("CSeq", "1 CANCEL");
  receive(cancel, phone);
  EXPECT_THAT(wire.take_all(), ElementsAre("481"));
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingInviteTest, ByeBeforeTheAnswerIsACancel) {
  receive(invite());
  leg().ring();
  wire.take();
  take();
  receive(in_dialog("BYE"));
  EXPECT_THAT(wire.take_all(), ElementsAre("200", "487"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::cancelled));
}

struct Rejection {
  Cause cause;
  int status;
};
class IncomingRejection : public EndpointFixture, public testing::WithParamInterface<Rejection> {};

TEST_P(IncomingRejection, HasItsCode) {
  const Message asked = invite();
  receive(asked);
  wire.take();
  recorder.legs.front()->reject(GetParam().cause);
  const Message refusal = take();
  EXPECT_EQ(refusal.status, GetParam().status);
  EXPECT_EQ(refusal.find("Retry-After") != nullptr, GetParam().status == 503);
  EXPECT_THAT(recorder.events, IsEmpty());
  EXPECT_EQ(endpoint->calls(), 0U);
}

INSTANTIATE_TEST_SUITE_P(All, IncomingRejection,
                         testing::Values(Rejection{Cause::busy, 486}, Rejection{Cause::rejected, 404},
                                         Rejection{Cause::not_found, 404}, Rejection{Cause::forbidden, 403},
                                         Rejection{Cause::unavailable, 503}, Rejection{Cause::failed, 500},
                                         Rejection{Cause::server_error, 500}, Rejection{Cause::media_lost, 500},
                                         Rejection{Cause::no_answer, 480}, Rejection{Cause::hangup, 480},
                                         Rejection{Cause::answered_elsewhere, 480}, Rejection{Cause::cancelled, 487}));

TEST_F(IncomingInviteTest, DestroyedUnansweredItIsRefused) {
  receive(invite());
  wire.take();
  recorder.legs.clear();
  EXPECT_EQ(take().status, 480);
}

TEST_F(IncomingInviteTest, RepeatedInviteMakesNoSecondCall) {
  const Message asked = invite();
  receive(asked);
  leg().ring();
  wire.take_all();
  receive(asked);
  EXPECT_THAT(wire.take_all(), ElementsAre("180"));
  EXPECT_THAT(recorder.incoming, testing::SizeIs(1));
}

TEST_F(IncomingInviteTest, InviteThatCameOnTwoWaysIsMerged) {
  Message asked = invite();
  receive(asked);
  wire.take_all();
  asked.set("Via", "SIP/2.0/UDP 203.0.113.1;branch=z9hG4bKother");
  receive(asked);
  EXPECT_EQ(take().status, 482);
}

TEST_F(IncomingInviteTest, WithoutAnOfferOursIsInTheAnswerAndTheirsInTheAck) {
  const Message asked = request("INVITE");
  receive(asked);
  leg().answer();
  wire.take();
  EXPECT_EQ(take().body, "our offer");
  receive(ack_of(asked).set_body("application/sdp", "late answer"));
  EXPECT_THAT(engine.last->answers, ElementsAre("late answer"));
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingInviteTest, UnusableAnswerInTheAckEndsTheCall) {
  const Message asked = request("INVITE");
  receive(asked);
  leg().answer();
  wire.take();
  take();
  receive(ack_of(asked).set_body("application/sdp", "unusable"));
  EXPECT_THAT(wire.take_all(), ElementsAre("BYE"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::failed));
}

TEST_F(IncomingInviteTest, ReinviteIsAnsweredByMedia) {
  set_up_incoming();
  const Message again = in_dialog("INVITE").set_body("application/sdp", "hold");
  receive(again);
  const Message ok = take();
  EXPECT_EQ(ok.status, 200);
  EXPECT_EQ(ok.body, "our answer 2");
  EXPECT_THAT(engine.last->offers, ElementsAre("their offer", "hold"));
  deadlines.advance(milliseconds(500));
  EXPECT_THAT(wire.take_all(), ElementsAre("200"));
  receive(ack_of(again));
  deadlines.advance(seconds(60));
  EXPECT_THAT(wire.take_all(), IsEmpty());
}

TEST_F(IncomingInviteTest, ReinviteWithoutOfferGetsOurs) {
  set_up_incoming();
  const Message again = in_dialog("INVITE");
  receive(again);
  EXPECT_EQ(take().body, "our offer");
  receive(ack_of(again).set_body("application/sdp", "their answer"));
  EXPECT_THAT(engine.last->answers, ElementsAre("their answer"));
}

TEST_F(IncomingInviteTest, UnusableReinviteLeavesTheCallAsItWas) {
  set_up_incoming();
  receive(in_dialog("INVITE").set_body("application/sdp", "unusable"));
  EXPECT_EQ(take().status, 488);
  receive(in_dialog("OPTIONS"));
  EXPECT_EQ(take().status, 200);
}

TEST_F(IncomingInviteTest, SecondInviteAtATimeIsPutOff) {
  const Message asked = invite();
  receive(asked);
  leg().ring();
  wire.take();
  take();
  receive(in_dialog("INVITE").set_body("application/sdp", "more"));
  const Message response = take();
  EXPECT_EQ(response.status, 500);
  EXPECT_LE(std::stoi(std::string(response.value("Retry-After"))), 10);
}

TEST_F(IncomingInviteTest, UpdateIsAnsweredByMediaAndMovesTheTarget) {
  set_up_incoming();
  contact = {"203.0.113.44", 5080};
  receive(in_dialog("UPDATE").set_body("application/sdp", "moved"));
  const Message ok = take();
  EXPECT_EQ(ok.status, 200);
  EXPECT_EQ(ok.body, "our answer 2");
  receive(in_dialog("UPDATE"));
  EXPECT_EQ(take().body, "");
  leg().hangup(Cause::hangup);
  EXPECT_EQ(take().request_uri, "sip:peer@203.0.113.44:5080");
  EXPECT_EQ(wire.last_to, contact);
}

TEST_F(IncomingInviteTest, DigitsComeFromMediaAndFromInfo) {
  set_up_incoming();
  engine.last->listener->on_digit('7');
  receive(in_dialog("INFO").set_body("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n"));
  EXPECT_EQ(take().status, 200);
  receive(in_dialog("INFO").set_body("application/xml", "<x/>"));
  EXPECT_EQ(take().status, 415);
  EXPECT_THAT(recorder.events, ElementsAre("digit 7", "digit 5"));
  EXPECT_EQ(engine.last->passed_digits, "5");
}

TEST_F(IncomingInviteTest, RequestThatWasOvertakenIsRefused) {
  set_up_incoming();
  receive(in_dialog("INFO"));
  EXPECT_EQ(take().status, 200);
  Message old = in_dialog("INFO");
  receive(old.set("CSeq", "1 INFO"));
  EXPECT_EQ(take().status, 500);
}

TEST_F(IncomingInviteTest, MethodThatADialogDoesNotKnowIsRefused) {
  set_up_incoming();
  receive(in_dialog("REFER"));
  EXPECT_EQ(take().status, 405);
}

TEST_F(IncomingInviteTest, ForgedByeIsRefused) {
  set_up_incoming();
  receive(in_dialog("BYE").set("From", "<sip:x@x>;tag=forged"));
  EXPECT_EQ(take().status, 481);
  receive(in_dialog("BYE").set("Call-ID", "forged"));
  EXPECT_EQ(take().status, 481);
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingInviteTest, SoundIsExpectedOnceTheCallIsAnswered) {
  receive(invite());
  leg().ring();
  EXPECT_FALSE(engine.last->expecting);
  leg().answer();
  EXPECT_TRUE(engine.last->expecting);
}

TEST_F(IncomingInviteTest, SilentPeerEndsTheCall) {
  set_up_incoming();
  engine.last->listener->on_peer_lost();
  EXPECT_THAT(wire.take_all(), ElementsAre("BYE"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::media_lost));
}

TEST_F(IncomingInviteTest, EndIsToldToAListenerThatComesLate) {
  const Message asked = invite();
  receive(asked);
  leg().set_listener(nullptr);
  Message cancel = asked;
  cancel.method = "CANCEL";
  receive(cancel.set("CSeq", "1 CANCEL"));
  EXPECT_THAT(recorder.events, IsEmpty());
  leg().set_listener(&recorder);
  EXPECT_THAT(recorder.events, IsEmpty());
  deadlines.settle();
  EXPECT_THAT(recorder.events, ElementsAre("gone 487"));
}

}  // namespace
}  // namespace ringback::sip
