#include "sip/endpoint_fixture.hpp"
#include "sip/unserved.hpp"

// What a peer may ask inside a dialog, and what it gets.
namespace ringback::sip {
namespace {

using call::Cause;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class InDialogRequestsTest : public EndpointFixture {
 protected:
  call::Leg& leg() { return *recorder.legs.front(); }
};

TEST_F(InDialogRequestsTest, HoldAndResumeOfACallThatWeMade) {
  const Message asked = set_up_outgoing();
  const Message hold = far_request("INVITE", asked).set_body("application/sdp", "hold");
  receive(hold);
  const Message ok = take();
  EXPECT_EQ(ok.status, 200);
  EXPECT_EQ(ok.body, "our answer 1");
  Message ack = far_request("ACK", asked);
  receive(ack.set("CSeq", std::to_string(cseq(hold)->number) + " ACK"));
  receive(far_request("UPDATE", asked).set_body("application/sdp", "resume"));
  EXPECT_EQ(take().body, "our answer 2");
  EXPECT_THAT(recorder.events, ElementsAre("answered"));
}

TEST_F(InDialogRequestsTest, RefusedOfferLeavesTargetAndSessionAsTheyWere) {
  set_up_incoming();
  const Peer before = contact;
  contact = {"203.0.113.44", 5080};
  receive(in_dialog("INVITE").set_body("application/sdp", "unusable"));
  EXPECT_EQ(take().status, 488);
  receive(in_dialog("UPDATE").set_body("text/plain", "no description"));
  EXPECT_EQ(take().status, 415);
  leg().hangup(Cause::hangup);
  EXPECT_EQ(take().request_uri, "sip:peer@203.0.113.1:5060");
  EXPECT_EQ(wire.last_to, before);
}

TEST_F(InDialogRequestsTest, OfferAgainstOneOfOursIsGlare) {
  set_up_incoming();
  const Message again = in_dialog("INVITE");
  receive(again);
  EXPECT_EQ(take().body, "our offer");
  receive(in_dialog("UPDATE").set_body("application/sdp", "hold"));
  EXPECT_EQ(take().status, 491);
  receive(in_dialog("INVITE"));
  EXPECT_EQ(take().status, 491);
  receive(in_dialog("UPDATE"));
  EXPECT_EQ(take().status, 200);
}

TEST_F(InDialogRequestsTest, AnswerAndUpdateNameWhatWeCanDo) {
  set_up_incoming();
  receive(in_dialog("UPDATE"));
  const Message ok = take();
  EXPECT_THAT(std::string(ok.value("Allow")), HasSubstr("UPDATE"));
  EXPECT_THAT(std::string(ok.value("Allow")), HasSubstr("PRACK"));
  EXPECT_EQ(ok.value("Supported"), "100rel, timer");
}

struct Row {
  const char* method;
  int status;
};
class InDialogMethod : public EndpointFixture, public testing::WithParamInterface<Row> {};

TEST_P(InDialogMethod, IsAnsweredAndTheCallGoesOn) {
  set_up_incoming();
  receive(in_dialog(GetParam().method));
  const Message response = take();
  EXPECT_EQ(response.status, GetParam().status);
  if (response.status != 481) EXPECT_EQ(response.value("Allow"), allowed_methods);
  receive(in_dialog("OPTIONS"));
  EXPECT_EQ(take().status, 200);
  EXPECT_THAT(recorder.events, IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(All, InDialogMethod,
                         testing::Values(Row{"OPTIONS", 200}, Row{"MESSAGE", 405}, Row{"REFER", 405},
                                         Row{"SUBSCRIBE", 489}, Row{"NOTIFY", 489}, Row{"PRACK", 481},
                                         Row{"DANCE", 501}));

TEST_F(InDialogRequestsTest, ExtensionThatWeLackIsRefusedInsideTheDialogToo) {
  set_up_incoming();
  receive(in_dialog("UPDATE").add("Require", "replaces"));
  const Message response = take();
  EXPECT_EQ(response.status, 420);
  EXPECT_EQ(response.value("Unsupported"), "replaces");
}

TEST_F(InDialogRequestsTest, ByeThatCrossesOursIsNoFailure) {
  set_up_incoming();
  leg().hangup(Cause::hangup);
  const Message bye = take();
  receive(in_dialog("BYE"));
  EXPECT_EQ(take().status, 200);
  receive(answer(bye, 200));
  receive(in_dialog("BYE"));
  EXPECT_EQ(take().status, 481);
}

TEST_F(InDialogRequestsTest, ByeOfAnotherDialogIsNoneThatCrosses) {
  set_up_incoming();
  leg().hangup(Cause::hangup);
  take();
  receive(in_dialog("BYE").set("Call-ID", "forged"));
  EXPECT_EQ(take().status, 481);
  receive(in_dialog("INFO"));
  EXPECT_EQ(take().status, 481);
}

TEST_F(InDialogRequestsTest, CancelAfterTheAnswerHasNoEffect) {
  const Message asked = invite();
  receive(asked);
  leg().answer();
  wire.take_all();
  Message cancel = asked;
  cancel.method = "CANCEL";
  receive(cancel.set("CSeq", std::to_string(cseq(asked)->number) + " CANCEL"));
  EXPECT_EQ(take().status, 200);
  EXPECT_THAT(recorder.events, IsEmpty());
}

TEST_F(InDialogRequestsTest, ReplacesWithoutRequireIsACallOfItsOwn) {
  receive(invite().add("Supported", "replaces").add("Replaces", "call-9;to-tag=1;from-tag=2"));
  EXPECT_EQ(take().status, 100);
  EXPECT_THAT(recorder.incoming, testing::SizeIs(1));
}

}  // namespace
}  // namespace ringback::sip
