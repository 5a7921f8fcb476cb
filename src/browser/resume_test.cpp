#include "browser/resume.hpp"

#include "browser/answered_call_fixture.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

class ResumeTest : public AnsweredCallTest {};

TEST_F(ResumeTest, ResumeAfterATokenRefreshChangesNothing) {
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

TEST_F(ResumeTest, UfragThatOnlyBeginsAlikeIsAnotherConnection) {
  const Page page = online();
  answer(page);
  page.say("invite", resume("abcdef"));
  EXPECT_EQ(page.heard(), Frames{answer_frame(R"("sdp":"answer 0",)")});
}

TEST_F(ResumeTest, ResumeWithAForeignTokenIsTold31209) {
  const Page page = online();
  answer(page);
  page.say("invite", R"({"callsid":")" + sid + R"(","reconnect":"guess","sdp":"v=0"})");
  EXPECT_EQ(page.heard(), Frames{R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid +
                                 R"(","error":{"code":31209,"message":"The call is over"}}})"});
  EXPECT_EQ(ear().heard, Frames{});
}

TEST_F(ResumeTest, ResumeByAnotherClientIsTold31209) {
  const Page page = online();
  answer(page);
  kit::Capabilities mallory = both_rights();
  mallory.incoming_client_name = "mallory";
  const Page other = online(mallory);
  other.say("invite", resume("abcd"));
  EXPECT_NE(other.heard().at(0).find("31209"), std::string::npos);
}

TEST_F(ResumeTest, A2xCallGoesOnOverANewSocket) {
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

TEST_F(ResumeTest, A2xCallGoesOnWhileTheOldSocketStillLooksAlive) {
  const Page page = online();
  answer(page);
  const Page back = online();
  back.say("invite", resume("abcd"));
  EXPECT_EQ(back.heard(), Frames{answer_frame()});
  EXPECT_EQ(page.heard(), Frames{});
  back.say("hangup", named);
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::hangup)});
}

TEST_F(ResumeTest, RingingCallIsTakenOverByAnotherDeviceWithItsToken) {
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

TEST_F(ResumeTest, AnswersOfOtherCallsWaitWhileAnOutgoingCallCouldTakeThem) {
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

TEST_F(ResumeTest, WaitingAnswersGoOutWhenTheOutgoingCallEnds) {
  const Page page = online();
  answer(page);
  page.say("invite", R"({"callsid":"TJS1","sdp":"v=0","twilio":{}})");
  page.say("invite", resume("abcd"));
  page.say("hangup", R"({"callsid":"TJS1"})");
  EXPECT_EQ(page.heard(), Frames{answer_frame()});
}

}  // namespace
}  // namespace ringback::browser
