#include "sip/endpoint_fixture.hpp"

// Session timers (RFC 4028) of whole dialogs.
namespace ringback::sip {
namespace {

using call::Cause;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class SessionRefreshTest : public EndpointFixture {
 protected:
  // An answered call to a trunk that asks us to refresh every 600 s, and takes UPDATE or not.
  Message set_up(const std::string& allowed = "INVITE, ACK, BYE") {
    return set_up_outgoing({{"Session-Expires", "600;refresher=uac"}, {"Require", "timer"}, {"Allow", allowed}});
  }
  // The refresh that is due at half the interval.
  Message due_refresh() {
    deadlines.advance(minutes(5));
    return take();
  }
  Message renewed(const Message& refresh) { return answer(refresh, 200).add("Session-Expires", "600;refresher=uac"); }
};

TEST_F(SessionRefreshTest, OurInviteAsksForATimer) {
  const Message asked = dial();
  EXPECT_EQ(asked.value("Session-Expires"), "1800");
  EXPECT_EQ(asked.value("Min-SE"), "90");
}

TEST_F(SessionRefreshTest, TooShortForTheTrunkIsAskedAgain) {
  const Message asked = dial();
  receive(answer(asked, 422).add("Min-SE", "3600"));
  EXPECT_EQ(take().method, "ACK");
  const Message again = take();
  EXPECT_EQ(again.value("CSeq"), "2 INVITE");
  EXPECT_EQ(again.value("Session-Expires"), "3600");
  receive(answer(again, 422).add("Min-SE", "3600"));
  EXPECT_THAT(recorder.events, ElementsAre("gone 422"));
}

TEST_F(SessionRefreshTest, UpdateRefreshesWhereThePeerTakesIt) {
  set_up("INVITE, ACK, BYE, UPDATE");
  const Message update = due_refresh();
  EXPECT_EQ(update.method, "UPDATE");
  EXPECT_EQ(update.body, "");
  EXPECT_EQ(update.value("Session-Expires"), "600;refresher=uac");
  receive(renewed(update));
  EXPECT_EQ(due_refresh().method, "UPDATE");
  EXPECT_THAT(recorder.events, ElementsAre("answered"));
}

TEST_F(SessionRefreshTest, ReinviteRefreshesElsewhere) {
  set_up();
  const Message again = due_refresh();
  EXPECT_EQ(again.method, "INVITE");
  EXPECT_EQ(again.body, "our offer");
  receive(renewed(again));
  const Message ack = take();
  EXPECT_EQ(ack.method, "ACK");
  EXPECT_EQ(cseq(ack)->number, cseq(again)->number);
  EXPECT_THAT(engine.last->answers, ElementsAre("their answer", "their answer"));
  receive(renewed(again));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK"));
  EXPECT_EQ(due_refresh().method, "INVITE");
}

TEST_F(SessionRefreshTest, UpdateThatThePeerRefusesBecomesAReinvite) {
  set_up("UPDATE");
  receive(answer(due_refresh(), 405));
  EXPECT_EQ(take().method, "INVITE");
}

TEST_F(SessionRefreshTest, ReinviteAgainstOursIsGlareAndOursIsTriedAgain) {
  const Message asked = set_up();
  const Message ours = due_refresh();
  const Message hold = far_request("INVITE", asked).set_body("application/sdp", "hold");
  receive(hold);
  EXPECT_EQ(take().status, 491);
  receive(far_request("ACK", asked).set("Via", hold.value("Via")));
  receive(far_request("UPDATE", asked).set_body("application/sdp", "hold"));
  EXPECT_EQ(take().status, 491);
  receive(answer(ours, 491));
  EXPECT_EQ(take().method, "ACK");
  deadlines.advance(milliseconds(2090));
  EXPECT_THAT(wire.take_all(), IsEmpty());
  deadlines.advance(milliseconds(1910));
  EXPECT_EQ(take().method, "INVITE");
  EXPECT_THAT(engine.last->offers, IsEmpty());
}

TEST_F(SessionRefreshTest, AfterGlareTheOneWhoWasCalledTriesSooner) {
  receive(invite().add("Supported", "timer").add("Session-Expires", "600;refresher=uas"));
  recorder.legs.front()->answer();
  wire.sent.pop_front();
  EXPECT_EQ(take().value("Session-Expires"), "600;refresher=uas");
  Message ack = in_dialog("ACK");
  receive(ack.set("CSeq", "1 ACK"));
  const Message ours = due_refresh();
  EXPECT_EQ(ours.value("Session-Expires"), "600;refresher=uac");
  receive(answer(ours, 491));
  take();
  deadlines.advance(milliseconds(2000));
  EXPECT_EQ(take().method, "INVITE");
}

TEST_F(SessionRefreshTest, RefusedRefreshLeavesTheCallUntilItsEnd) {
  set_up();
  receive(answer(due_refresh(), 488));
  EXPECT_EQ(take().method, "ACK");
  EXPECT_THAT(recorder.events, ElementsAre("answered"));
  deadlines.advance(seconds(75));
  const Message second = take();
  EXPECT_EQ(second.method, "INVITE");
  receive(answer(second, 488));
  take();
  deadlines.advance(seconds(75));
  receive(answer(take(), 488));
  wire.take_all();
  deadlines.advance(seconds(300 - 150 - 32));
  EXPECT_EQ(wire.take_all().back(), "BYE");
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::media_lost));
}

TEST_F(SessionRefreshTest, PeerThatForgotTheCallIsHungUp) {
  set_up();
  receive(answer(due_refresh(), 481));
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK", "BYE"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::media_lost));
}

TEST_F(SessionRefreshTest, PeerThatDoesNotRefreshIsHungUp) {
  const Message asked = set_up_outgoing({{"Session-Expires", "600;refresher=uas"}, {"Require", "timer"}});
  deadlines.advance(seconds(400));
  receive(far_request("UPDATE", asked).add("Supported", "timer").add("Session-Expires", "600;refresher=uac"));
  const Message ok = take();
  EXPECT_EQ(ok.value("Session-Expires"), "600;refresher=uac");
  EXPECT_EQ(ok.value("Require"), "timer");
  deadlines.advance(seconds(567));
  EXPECT_THAT(wire.take_all(), IsEmpty());
  deadlines.advance(seconds(1));
  EXPECT_THAT(wire.take_all(), ElementsAre("BYE"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::media_lost));
}

TEST_F(SessionRefreshTest, TooShortIntervalOfACallerIsRefused) {
  receive(invite().add("Supported", "timer").add("Session-Expires", "60"));
  const Message trying = take();
  EXPECT_EQ(trying.status, 100);
  const Message refusal = take();
  EXPECT_EQ(refusal.status, 422);
  EXPECT_EQ(refusal.value("Min-SE"), "90");
  EXPECT_THAT(recorder.incoming, IsEmpty());
  EXPECT_EQ(endpoint->calls(), 0U);
}

TEST_F(SessionRefreshTest, PeerWithoutTimersIsAskedWhetherItStillHasTheCall) {
  set_up_outgoing();
  deadlines.advance(minutes(30));
  const Message options = take();
  EXPECT_EQ(options.method, "OPTIONS");
  EXPECT_EQ(tag(options, "To"), "far");
  receive(answer(options, 405));
  EXPECT_THAT(recorder.events, ElementsAre("answered"));
  deadlines.advance(minutes(30));
  receive(answer(take(), 481));
  EXPECT_THAT(wire.take_all(), ElementsAre("BYE"));
  EXPECT_THAT(recorder.causes, ElementsAre(Cause::media_lost));
}

TEST_F(SessionRefreshTest, HangupDuringARefreshAcknowledgesNothingAndHurtsNobody) {
  set_up();
  const Message again = due_refresh();
  recorder.legs.front()->hangup(Cause::hangup);
  EXPECT_THAT(wire.take_all(), ElementsAre("BYE"));
  recorder.legs.clear();
  receive(renewed(again));
  deadlines.advance(seconds(40));
  EXPECT_TRUE(endpoint->idle());
}

}  // namespace
}  // namespace ringback::sip
