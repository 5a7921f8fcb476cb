#include "browser/leg.hpp"

#include "browser/browser_fixture.hpp"
#include "browser/message.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

const std::string sid = "CA00000000000000000000000000000001";
const std::string hangup = R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid + R"("}})";
const std::string named = R"({"callsid":")" + sid + R"("})";

// A call that has been answered, from a phone to alice's browser.
class LegTest : public BrowserTest {
 protected:
  void answer(const Page& page) {
    ears = ring(client_target());
    page.say("answer", R"({"callsid":")" + sid + R"(","sdp":"a=ice-ufrag:abcd\r\n"})");
    for (const auto& frame : page.heard()) token_ = text_at(parse_message(frame)->payload, "reconnect");
    ears[0]->heard.clear();
  }
  std::string resume(const std::string& ufrag) const {
    return R"({"callsid":")" + sid + R"(","reconnect":")" + token_ + R"(","sdp":"v=0\r\na=ice-ufrag:)" + ufrag +
           R"(\r\n","twilio":{}})";
  }
  std::string answer_frame(const std::string& sdp = "") const {
    return R"({"type":"answer","version":"1.6","payload":{"callsid":")" + sid + R"(",)" + sdp + R"("reconnect":")" +
           token_ + R"("}})";
  }
  Ear& ear() { return *ears.at(0); }
  media::Session::Listener& media() { return *engine.sessions.at(0)->listener; }

  std::vector<std::unique_ptr<Ear>> ears;
  std::string token_;
};

TEST_F(LegTest, DigitsComeByMessageWithPauses) {
  const Page page = online();
  answer(page);
  page.say("dtmf", R"({"callsid":")" + sid + R"(","dtmf":"12w#x"})");
  EXPECT_EQ(ear().heard, (Frames{"digit 1", "digit 2"}));
  deadlines.advance(500ms);
  EXPECT_EQ(ear().heard.back(), "digit #");
}

TEST_F(LegTest, DigitsComeByMedia) {
  const Page page = online();
  answer(page);
  media().on_digit('9');
  EXPECT_EQ(ear().heard, Frames{"digit 9"});
}

TEST_F(LegTest, IceRestartIsAnsweredOnTheSameSession) {
  const Page page = online();
  answer(page);
  page.say("reinvite", R"({"callsid":")" + sid + R"(","sdp":"a=ice-ufrag:efgh\r\n"})");
  EXPECT_EQ(page.heard(), Frames{answer_frame(R"("sdp":"answer 0",)")});
  EXPECT_EQ(engine.sessions.size(), 1U);
}

TEST_F(LegTest, RestartThatMediaRefusesLeavesTheCall) {
  const Page page = online();
  answer(page);
  page.say("reinvite", R"({"callsid":")" + sid + R"(","sdp":"bad"})");
  EXPECT_EQ(page.heard(), Frames{});
  EXPECT_EQ(ear().heard, Frames{});
}

TEST_F(LegTest, ResumeAfterATokenRefreshChangesNothing) {
  const Page page = online();
  answer(page);
  page.listen(token());
  deadlines.settle();
  page.heard();
  page.say("invite", resume("abcd"));
  EXPECT_EQ(page.heard(), Frames{answer_frame()});
  EXPECT_EQ(engine.sessions[0]->took.size(), 1U);
  EXPECT_TRUE(calls.empty()) << "never a new call";
}

TEST_F(LegTest, UfragThatOnlyBeginsAlikeIsAnotherConnection) {
  const Page page = online();
  answer(page);
  page.say("invite", resume("abcdef"));
  EXPECT_EQ(page.heard(), Frames{answer_frame(R"("sdp":"answer 0",)")});
}

TEST_F(LegTest, ResumeWithAForeignTokenIsTold31209) {
  const Page page = online();
  answer(page);
  page.say("invite", R"({"callsid":")" + sid + R"(","reconnect":"guess","sdp":"v=0"})");
  EXPECT_EQ(page.heard(), Frames{R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid +
                                 R"(","error":{"code":31209,"message":"The call is over"}}})"});
  EXPECT_EQ(ear().heard, Frames{});
}

TEST_F(LegTest, ResumeByAnotherClientIsTold31209) {
  const Page page = online();
  answer(page);
  kit::Capabilities mallory = both_rights();
  mallory.incoming_client_name = "mallory";
  const Page other = online(mallory);
  other.say("invite", resume("abcd"));
  EXPECT_NE(other.heard().at(0).find("31209"), std::string::npos);
}

TEST_F(LegTest, A2xCallGoesOnOverANewSocket) {
  Page page = online();
  answer(page);
  lose(page);
  deadlines.advance(9s);
  const Page back = online();
  back.say("invite", resume("abcd"));
  EXPECT_EQ(back.heard(), Frames{answer_frame()});
  pass(60s, {&back});
  EXPECT_EQ(ear().heard, Frames{});
  ear().leg->hangup(call::Cause::hangup);
  EXPECT_EQ(back.heard(), Frames{hangup});
}

TEST_F(LegTest, A2xCallGoesOnWhileTheOldSocketStillLooksAlive) {
  const Page page = online();
  answer(page);
  const Page back = online();
  back.say("invite", resume("abcd"));
  EXPECT_EQ(back.heard(), Frames{answer_frame()});
  EXPECT_EQ(page.heard(), Frames{});
  back.say("hangup", named);
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::hangup)});
}

TEST_F(LegTest, CallThatNobodyResumesEndsAfterTheHoldTime) {
  Page page = online();
  answer(page);
  lose(page);
  deadlines.advance(9s);
  EXPECT_EQ(ear().heard, Frames{});
  deadlines.advance(2s);
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
}

TEST_F(LegTest, PageMayAskForALongerHold) {
  Page page = open();
  page.say("listen", R"({"token":")" + token() + R"(","reconnectTimeout":25})");
  deadlines.settle();
  page.register_device();
  answer(page);
  lose(page);
  deadlines.advance(24s);
  EXPECT_EQ(ear().heard, Frames{});
  deadlines.advance(2s);
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
}

TEST_F(LegTest, A1xCallGoesOnWithoutAResume) {
  Page page = online(both_rights(), "1.5");
  answer(page);
  lose(page);
  const Page back = online(both_rights(), "1.5");
  pass(60s, {&back});
  EXPECT_EQ(ear().heard, Frames{});
  back.say("hangup", named);
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::hangup)});
}

TEST_F(LegTest, A1xCallIsHungUpOnEverySocketOfItsClient) {
  Page page = online(both_rights(), "1.5");
  answer(page);
  lose(page);
  const Page back = online(both_rights(), "1.5");
  const Page other = online(both_rights(), "1.5");
  ear().leg->hangup(call::Cause::hangup);
  EXPECT_EQ(back.heard(), Frames{hangup});
  EXPECT_EQ(other.heard(), Frames{hangup});
}

TEST_F(LegTest, A1xCallWhoseClientGoesAwayAgainEnds) {
  Page page = online(both_rights(), "1.5");
  answer(page);
  lose(page);
  Page back = online(both_rights(), "1.5");
  pass(60s, {&back});
  lose(back);
  deadlines.advance(11s);
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
}

TEST_F(LegTest, LostMediaWithoutASocketEndsTheCall) {
  Page page = online();
  answer(page);
  lose(page);
  media().on_peer_lost();
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
}

TEST_F(LegTest, LostMediaWaitsForARestartWhileTheSocketLives) {
  const Page page = online();
  answer(page);
  media().on_peer_lost();
  pass(10s, {&page});
  EXPECT_EQ(ear().heard, Frames{});
  page.say("reinvite", R"({"callsid":")" + sid + R"(","sdp":"a=ice-ufrag:efgh\r\n"})");
  page.heard();
  pass(60s, {&page});
  EXPECT_EQ(ear().heard, Frames{});
}

TEST_F(LegTest, LostMediaWithoutARestartHangsUp) {
  const Page page = online();
  answer(page);
  media().on_peer_lost();
  pass(16s, {&page});
  EXPECT_EQ(page.heard(), Frames{hangup});
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
}

TEST_F(LegTest, RingingCallIsTakenOverByAnotherDeviceWithItsToken) {
  const Page first = online();
  ears = ring(client_target());
  token_ = text_at(parse_message(first.heard().at(0))->payload, "reconnect");
  const Page second = open();
  second.listen(token());
  deadlines.settle();
  second.heard();
  second.say("invite", resume("fresh"));
  EXPECT_EQ(second.heard(), Frames{answer_frame(R"("sdp":"answer 0",)")});
  EXPECT_EQ(first.heard(), Frames{R"({"type":"cancel","version":"1.6","payload":{"callsid":")" + sid + R"("}})"});
  EXPECT_EQ(ear().heard, (Frames{"ringing", "answered"}));
}

TEST_F(LegTest, AnswersOfOtherCallsWaitWhileAnOutgoingCallCouldTakeThem) {
  const Page page = online();
  answer(page);
  page.say("invite", R"({"callsid":"TJS1","sdp":"v=0","twilio":{}})");
  page.say("invite", resume("abcd"));
  EXPECT_EQ(page.heard(), Frames{});
  callers[0]->leg->answer();
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_NE(frames[0].find(calls[0].call_sid), std::string::npos);
  EXPECT_EQ(frames[1], answer_frame());
}

TEST_F(LegTest, WaitingAnswersGoOutWhenTheOutgoingCallEnds) {
  const Page page = online();
  answer(page);
  page.say("invite", R"({"callsid":"TJS1","sdp":"v=0","twilio":{}})");
  page.say("invite", resume("abcd"));
  page.say("hangup", R"({"callsid":"TJS1"})");
  EXPECT_EQ(page.heard(), Frames{answer_frame()});
}

TEST_F(LegTest, UserMessagesAreRefusedNotLost) {
  const Page page = online();
  answer(page);
  page.say("message", R"({"callsid":")" + sid + R"(","content":{"a":1},"voiceeventsid":"KX1"})");
  EXPECT_EQ(page.heard(), Frames{R"({"type":"error","version":"1.6","payload":{"callsid":")" + sid +
                                 R"(","voiceeventsid":"KX1","error":{"code":31210,)"
                                 R"("message":"No application takes messages of this type"}}})"});
}

TEST_F(LegTest, EndWithoutAListenerIsReportedToTheNext) {
  const Page page = online();
  auto legs = gateway.make(client_target());
  legs->at(0)->dial();
  page.say("reject", named);
  Ear late(std::move(legs->at(0)));
  EXPECT_EQ(late.heard, Frames{});
  deadlines.settle();
  EXPECT_EQ(late.heard, Frames{gone(call::Cause::busy)});
}

}  // namespace
}  // namespace ringback::browser
