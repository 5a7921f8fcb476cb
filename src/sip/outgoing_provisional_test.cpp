#include "sip/endpoint_fixture.hpp"

// Ringing and early media of the far end, reliably (RFC 3262) and not, from one branch or several.
namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class OutgoingProvisionalTest : public EndpointFixture {
 protected:
  Message reliable(const Message& asked, int status, int sequence, const std::string& their_tag = "far") {
    return answer(asked, status, their_tag).add("Require", "100rel").add("RSeq", std::to_string(sequence));
  }
  static Message with_sdp(Message response, const std::string& sdp) {
    return response.set_body("application/sdp", sdp);
  }
  // The first packet of the far end's sound.
  void is_heard() { engine.last->listener->on_heard(); }
};

TEST_F(OutgoingProvisionalTest, WeSupportReliableOnesAndAcknowledgeThem) {
  const Message asked = dial();
  EXPECT_EQ(asked.value("Supported"), "100rel, timer");
  receive(reliable(asked, 180, 41).add("Record-Route", "<sip:203.0.113.5;lr>"));
  const Message prack = take();
  EXPECT_EQ(prack.method, "PRACK");
  EXPECT_EQ(prack.value("RAck"), "41 1 INVITE");
  EXPECT_EQ(prack.value("CSeq"), "2 PRACK");
  EXPECT_EQ(tag(prack, "To"), "far");
  EXPECT_EQ(prack.value("Route"), "<sip:203.0.113.5;lr>");
  EXPECT_EQ(prack.request_uri, "sip:peer@203.0.113.1:5060");
  receive(answer(prack, 200));

  receive(reliable(asked, 180, 41));
  receive(reliable(asked, 180, 43));
  EXPECT_THAT(wire.take_all(), IsEmpty());
  receive(reliable(asked, 183, 42));
  EXPECT_EQ(take().value("RAck"), "42 1 INVITE");
  EXPECT_THAT(recorder.events, ElementsAre("ringing"));

  receive(answer(asked, 200));
  const Message ack = take();
  EXPECT_EQ(ack.method, "ACK");
  EXPECT_EQ(ack.value("CSeq"), "1 ACK");
}

TEST_F(OutgoingProvisionalTest, EarlyMediaIsReportedOnceItIsHeard) {
  const Message asked = dial();
  receive(with_sdp(answer(asked, 183), "early"));
  EXPECT_THAT(engine.last->answers, ElementsAre("early"));
  EXPECT_THAT(recorder.events, ElementsAre("ringing"));
  is_heard();
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "early media"));
  receive(answer(asked, 200));
  EXPECT_THAT(engine.last->answers, ElementsAre("early", "their answer"));
}

TEST_F(OutgoingProvisionalTest, SoundAfterTheAnswerIsNoEarlyMedia) {
  receive(answer(dial(), 200));
  is_heard();
  EXPECT_THAT(recorder.events, ElementsAre("answered"));
}

TEST_F(OutgoingProvisionalTest, UnusableEarlyDescriptionIsPassedOver) {
  const Message asked = dial();
  receive(with_sdp(answer(asked, 183), "unusable"));
  receive(answer(asked, 180).set_body("text/plain", "hello"));
  EXPECT_THAT(engine.last->answers, IsEmpty());
  receive(answer(asked, 200));
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
}

TEST_F(OutgoingProvisionalTest, ReliableAnswerCountsAndLaterOnesDoNot) {
  const Message asked = dial();
  receive(with_sdp(reliable(asked, 183, 1), "the answer"));
  receive(answer(take(), 200));
  receive(with_sdp(answer(asked, 200), "another"));
  EXPECT_THAT(engine.last->answers, testing::Each("the answer"));
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
}

TEST_F(OutgoingProvisionalTest, AnswerWithoutDescriptionStandsOnTheReliableOne) {
  const Message asked = dial();
  receive(with_sdp(reliable(asked, 183, 1), "the answer"));
  receive(answer(take(), 200));
  receive(with_sdp(answer(asked, 200), ""));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK"));
  EXPECT_THAT(recorder.events, ElementsAre("ringing", "answered"));
}

TEST_F(OutgoingProvisionalTest, FarEndMayUpdateItsEarlyMediaOnceItHasAnswered) {
  const Message asked = dial();
  receive(answer(asked, 180));
  receive(with_sdp(far_request("UPDATE", asked), "too early"));
  EXPECT_EQ(take().status, 500);
  receive(with_sdp(reliable(asked, 183, 1), "the answer"));
  receive(answer(take(), 200));
  receive(with_sdp(far_request("UPDATE", asked), "announcement server"));
  const Message ok = take();
  EXPECT_EQ(ok.status, 200);
  EXPECT_EQ(ok.body, "our answer 1");
}

TEST_F(OutgoingProvisionalTest, BranchesOfAForkAreAcknowledgedEachForItself) {
  const Message asked = dial();
  receive(with_sdp(reliable(asked, 183, 7, "one"), "one's answer"));
  const Message first = take();
  EXPECT_EQ(tag(first, "To"), "one");
  receive(with_sdp(reliable(asked, 183, 7, "two"), "two's answer"));
  const Message second = take();
  EXPECT_EQ(tag(second, "To"), "two");
  EXPECT_EQ(second.value("RAck"), "7 1 INVITE");
  EXPECT_THAT(engine.last->answers, ElementsAre("one's answer", "two's answer"));
  EXPECT_THAT(recorder.events, ElementsAre("ringing"));

  receive(with_sdp(answer(asked, 200, "one"), ""));
  EXPECT_EQ(tag(take(), "To"), "one");
  EXPECT_EQ(engine.last->answers.back(), "one's answer");
}

TEST_F(OutgoingProvisionalTest, UnwantedBranchThatAnswersAgainIsAcknowledgedAndNotHungUpTwice) {
  const Message asked = dial();
  receive(answer(asked, 200, "one"));
  receive(answer(asked, 200, "two"));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK", "ACK", "BYE"));
  receive(answer(asked, 200, "two"));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK"));
}

TEST_F(OutgoingProvisionalTest, RedirectionIsAFailureAndIsNotFollowed) {
  const Message asked = dial();
  receive(answer(asked, 302).set("Contact", "<sip:elsewhere@203.0.113.99>"));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::failed));
  EXPECT_THAT(recorder.events, ElementsAre("gone 302"));
}

TEST_F(OutgoingProvisionalTest, ReliableRingingAfterOurHangupCancelsAndIsNotAcknowledged) {
  const Message asked = dial();
  recorder.legs.front()->hangup(Cause::cancelled);
  receive(reliable(asked, 180, 1));
  EXPECT_THAT(wire.take_all(), ElementsAre("CANCEL"));
}

}  // namespace
}  // namespace ringback::sip
