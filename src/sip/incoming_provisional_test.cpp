#include "sip/endpoint_fixture.hpp"

// Ringing and early media towards a caller, reliably (RFC 3262) and not.
namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class IncomingProvisionalTest : public EndpointFixture {
 protected:
  call::Leg& leg() { return *recorder.legs.front(); }
  // The caller's INVITE has come and has been tried.
  Message called(const Message& asked) {
    receive(asked);
    EXPECT_EQ(take().status, 100);
    return asked;
  }
  Message reliable_invite() { return invite().add("Supported", "100rel"); }
  Message prack(const Message& asked, const Message& response) {
    return in_dialog("PRACK").add("RAck", std::string(response.value("RSeq")) + " " + std::string(asked.value("CSeq")));
  }
};

TEST_F(IncomingProvisionalTest, CallerWithoutTheExtensionGetsPlainOnes) {
  called(invite());
  leg().ring();
  const Message ringing = take();
  EXPECT_EQ(ringing.status, 180);
  EXPECT_FALSE(ringing.find("RSeq"));
  EXPECT_EQ(ringing.body, "");
  leg().early_media();
  const Message progress = take();
  EXPECT_EQ(progress.status, 183);
  EXPECT_EQ(progress.body, "our answer 1");
  leg().answer();
  EXPECT_EQ(take().body, "our answer 1");
}

TEST_F(IncomingProvisionalTest, CallerWhoSupportsItIsRungReliably) {
  const Message asked = called(reliable_invite());
  leg().ring();
  const Message ringing = take();
  EXPECT_EQ(ringing.value("Require"), "100rel");
  deadlines.advance(milliseconds(500));
  EXPECT_EQ(take().value("RSeq"), ringing.value("RSeq"));
  receive(prack(asked, ringing));
  EXPECT_EQ(take().status, 200);
  deadlines.advance(seconds(50));
  EXPECT_THAT(wire.take_all(), IsEmpty());
}

TEST_F(IncomingProvisionalTest, PrackOfAnotherResponseIsRefused) {
  const Message asked = called(reliable_invite());
  leg().ring();
  const Message ringing = take();
  receive(in_dialog("PRACK"));
  EXPECT_EQ(take().status, 481);
  receive(in_dialog("PRACK").add("RAck", "1 1 INVITE"));
  EXPECT_EQ(take().status, 481);
  receive(prack(asked, ringing));
  EXPECT_EQ(take().status, 200);
  receive(prack(asked, ringing));
  EXPECT_EQ(take().status, 481);
}

TEST_F(IncomingProvisionalTest, CallerWhoNeverAcknowledgesIsRefused) {
  called(reliable_invite());
  leg().ring();
  deadlines.advance(milliseconds(31'999));
  wire.take_all();
  deadlines.advance(milliseconds(1));
  EXPECT_EQ(take().status, 504);
  EXPECT_THAT(recorder.events, ElementsAre("gone 504"));
  EXPECT_EQ(endpoint->calls(), 0U);
}

TEST_F(IncomingProvisionalTest, AnswerWaitsForThePrackOfEarlyMediaAndHoldsNoSecondDescription) {
  const Message asked = called(reliable_invite());
  leg().early_media();
  const Message progress = take();
  EXPECT_EQ(progress.body, "our answer 1");
  leg().answer();
  EXPECT_THAT(wire.take_all(), IsEmpty());
  receive(prack(asked, progress));
  EXPECT_EQ(take().status, 200);
  const Message ok = take();
  EXPECT_EQ(ok.status, 200);
  EXPECT_EQ(cseq(ok)->method, "INVITE");
  EXPECT_EQ(ok.body, "");
  receive(ack_of(asked));
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingProvisionalTest, AnswerDoesNotWaitForThePrackOfMereRinging) {
  const Message asked = called(reliable_invite());
  leg().ring();
  const Message ringing = take();
  leg().answer();
  EXPECT_EQ(take().body, "our answer 1");
  receive(ack_of(asked));
  deadlines.advance(seconds(60));
  EXPECT_THAT(wire.take_all(), IsEmpty());
  receive(prack(asked, ringing));
  EXPECT_EQ(take().status, 200);
}

TEST_F(IncomingProvisionalTest, WithoutAnOfferOursIsInTheReliableRingingAndTheirsInThePrack) {
  const Message asked = called(request("INVITE").add("Require", "100rel"));
  leg().ring();
  const Message ringing = take();
  EXPECT_EQ(ringing.status, 180);
  EXPECT_EQ(ringing.body, "our offer");
  receive(prack(asked, ringing).set_body("application/sdp", "their answer"));
  EXPECT_EQ(take().status, 200);
  EXPECT_THAT(engine.last->answers, ElementsAre("their answer"));
  leg().answer();
  EXPECT_EQ(take().body, "");
  receive(ack_of(asked));
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(IncomingProvisionalTest, UnusableAnswerInThePrackEndsTheCall) {
  const Message asked = called(request("INVITE").add("Require", "100rel"));
  leg().ring();
  const Message ringing = take();
  receive(prack(asked, ringing).set_body("application/sdp", "unusable"));
  EXPECT_THAT(wire.take_all(), ElementsAre("488", "488"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::failed));
}

TEST_F(IncomingProvisionalTest, OffersMayFollowInPrackAndUpdateOnceTheFirstIsAnswered) {
  const Message asked = called(reliable_invite());
  leg().ring();
  const Message ringing = take();
  receive(in_dialog("UPDATE").set_body("application/sdp", "too early"));
  EXPECT_EQ(take().status, 500);
  receive(prack(asked, ringing));
  EXPECT_EQ(take().status, 200);
  leg().early_media();
  const Message progress = take();
  receive(prack(asked, progress).set_body("application/sdp", "second offer"));
  EXPECT_EQ(take().body, "our answer 2");
  receive(in_dialog("UPDATE").set_body("application/sdp", "third offer"));
  EXPECT_EQ(take().body, "our answer 3");
}

TEST_F(IncomingProvisionalTest, CancelEndsARingingThatNobodyAcknowledged) {
  const Message asked = called(reliable_invite());
  leg().ring();
  take();
  Message cancel = asked;
  cancel.method = "CANCEL";
  receive(cancel.set("CSeq", std::to_string(cseq(asked)->number) + " CANCEL"));
  EXPECT_THAT(wire.take_all(), ElementsAre("200", "487"));
  receive(ack_of(asked).set("Via", asked.value("Via")));
  deadlines.advance(seconds(60));
  EXPECT_THAT(wire.take_all(), IsEmpty());
}

TEST_F(IncomingProvisionalTest, LongRingingIsRepeatedForTheProxiesOnItsWay) {
  called(invite());
  leg().ring();
  EXPECT_EQ(take().status, 180);
  deadlines.advance(minutes(1));
  deadlines.advance(minutes(1));
  EXPECT_THAT(wire.take_all(), ElementsAre("180", "180"));
  leg().answer();
  wire.take_all();
  deadlines.advance(milliseconds(400));
  EXPECT_THAT(wire.take_all(), IsEmpty());
}

TEST_F(IncomingProvisionalTest, ExtensionThatWeLackIsNamedInTheRefusal) {
  receive(invite().add("Require", "100rel, replaces"));
  const Message response = take();
  EXPECT_EQ(response.status, 420);
  EXPECT_EQ(response.value("Unsupported"), "replaces");
  EXPECT_THAT(recorder.incoming, IsEmpty());
}

}  // namespace
}  // namespace ringback::sip
