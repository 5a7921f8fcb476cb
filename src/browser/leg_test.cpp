#include "browser/leg.hpp"

#include "browser/answered_call_fixture.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

class LegTest : public AnsweredCallTest {};

TEST_F(LegTest, DigitsComeByMessageWithPauses) {
  const Page page = online();
  answer(page);
  page.say("dtmf", R"({"callsid":")" + sid + R"(","dtmf":"12w#x"})");
  EXPECT_EQ(ear().heard, (Frames{"digit 1", "digit 2"}));
  deadlines.advance(500ms);
  EXPECT_EQ(ear().heard.back(), "digit #");
  EXPECT_EQ(engine.sessions.back()->passed_digits, "12#");
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
  deadlines.advance(34s);
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
  media().on_peer_back();
  page.heard();
  pass(60s, {&page});
  EXPECT_EQ(ear().heard, Frames{});
}

// 1.7.7 with enableIceRestart.
TEST_F(LegTest, RestartsWithoutEndAreAnsweredUntilThePeerIsGivenUp) {
  const Page page = online_on("1.5", "1.7.7");
  answer(page);
  for (int i = 0; i < 10; ++i) {
    page.say("reinvite", R"({"callsid":")" + sid + R"(","sdp":"a=ice-ufrag:u)" + std::to_string(i) + R"(\r\n"})");
    EXPECT_EQ(page.heard(), Frames{answer_frame(R"("sdp":"answer 0",)")});
    if (i == 5) media().on_peer_lost();
    pass(3s, {&page});
  }
  pass(3s, {&page});
  EXPECT_EQ(page.heard(), Frames{hangup});
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
}

TEST_F(LegTest, LostMediaWithoutARestartHangsUp) {
  const Page page = online();
  answer(page);
  media().on_peer_lost();
  pass(16s, {&page});
  EXPECT_EQ(page.heard(), Frames{hangup});
  EXPECT_EQ(ear().heard, Frames{gone(call::Cause::media_lost)});
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
