#include "browser/outgoing_leg.hpp"

#include "browser/browser_fixture.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

const std::string temporary = "TJS60517626-17a5-4499-93e6-13d0cd9a4ec9";

class OutgoingLegTest : public BrowserTest {
 protected:
  static std::string offer(const std::string& twilio = "{}", const std::string& sdp = "v=0") {
    return R"({"callsid":")" + temporary + R"(","sdp":")" + sdp + R"(","twilio":)" + twilio + "}";
  }
  static std::string hangup(const std::string& sid) {
    return R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid + R"("}})";
  }
  static std::string hangup(const std::string& sid, const std::string& error) {
    return R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid + R"(","error":)" + error + "}}";
  }
  static std::string ringing(const std::string& sid) {
    return R"({"type":"ringing","version":"1.6","payload":{"callsid":")" + sid + R"("}})";
  }
};

TEST_F(OutgoingLegTest, CallComesInWithTheParametersOfPageAndToken) {
  kit::Capabilities capabilities = both_rights();
  capabilities.application_parameters = {{"team", "red & blue"}};
  const Page page = online(capabilities);
  page.say("invite", offer(R"({"params":"To=%2B15551230000&we%20ird%26k%3D1=a%26b%3Dc%20%C3%BC%2B&n=5"})"));
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].origin, call::IncomingCall::Origin::client);
  EXPECT_EQ(calls[0].caller, "client:alice");
  EXPECT_EQ(calls[0].account_sid, account_sid);
  EXPECT_EQ(calls[0].application_sid, application_sid);
  EXPECT_TRUE(calls[0].call_sid.starts_with("CA"));
  EXPECT_EQ(calls[0].page_parameters, (Parameters{{"To", "+15551230000"}, {"we ird&k=1", "a&b=c ü+"}, {"n", "5"}}));
  EXPECT_EQ(calls[0].token_parameters, (Parameters{{"team", "red & blue"}}));
  EXPECT_EQ(engine.sessions[0]->options.transport, media::Transport::webrtc);
  EXPECT_EQ(engine.sessions[0]->took, Frames{"v=0"});
  EXPECT_EQ(page.heard(), Frames{}) << "ringing is for the call to say";
}

TEST_F(OutgoingLegTest, RingsAndIsAnswered) {
  const Page page = online();
  page.say("invite", offer());
  callers[0]->leg->ring();
  EXPECT_EQ(page.heard(), Frames{ringing(calls[0].call_sid)});
  callers[0]->leg->answer();
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 1U);
  const std::string start = R"({"type":"answer","version":"1.6","payload":{"callsid":")" + calls[0].call_sid +
                            R"(","sdp":"answer 0","reconnect":")";
  EXPECT_TRUE(frames[0].starts_with(start)) << frames[0];
}

TEST_F(OutgoingLegTest, EarlyMediaIsRingingWithTheAnswersDescription) {
  const Page page = online();
  page.say("invite", offer());
  callers[0]->leg->ring();
  page.heard();
  callers[0]->leg->early_media();
  EXPECT_EQ(page.heard(), Frames{R"({"type":"ringing","version":"1.6","payload":{"callsid":")" + calls[0].call_sid +
                                 R"(","sdp":"answer 0"}})"});
  callers[0]->leg->answer();
  EXPECT_NE(page.heard().at(0).find(R"("sdp":"answer 0")"), std::string::npos);
  callers[0]->leg->early_media();
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(OutgoingLegTest, OldSdksWouldTakeEarlyMediaForTheAnswer) {
  const Page page = online(both_rights(), "1.5");
  page.say("invite", offer());
  callers[0]->leg->early_media();
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(OutgoingLegTest, RingingHidesTheCallSidFromADeviceThatRingsItself) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.say("invite", offer());
  page.heard();
  callers[0]->leg->ring();
  EXPECT_EQ(page.heard(), Frames{R"({"type":"ringing","version":"1.6","payload":{}})"});
  callers[0]->leg->hangup(call::Cause::hangup);
  EXPECT_EQ(page.heard(), Frames{hangup(temporary)});
}

TEST_F(OutgoingLegTest, WithoutTheOutgoingRightTheCallEndsWith31201) {
  kit::Capabilities incoming_only;
  incoming_only.incoming_client_name = "alice";
  const Page page = online(incoming_only);
  page.say("invite", offer());
  EXPECT_EQ(page.heard(),
            Frames{hangup(temporary, R"({"code":31201,"message":"The token does not allow outgoing calls"})")});
  EXPECT_TRUE(calls.empty());
}

TEST_F(OutgoingLegTest, CallWithoutATokenIsRefused) {
  const Page page = open();
  page.say("invite", offer());
  EXPECT_EQ(page.heard(), Frames{hangup(temporary, R"({"code":31204,"message":"No valid token"})")});
}

TEST_F(OutgoingLegTest, CallWithATokenThatHasExpiredIsRefused) {
  const Page page = open();
  page.listen(token(both_rights(), 10));
  deadlines.settle();
  page.heard();
  pass(15s, {&page});
  page.say("invite", offer());
  EXPECT_EQ(page.heard(), Frames{hangup(temporary, R"({"code":31205,"message":"Token is expired"})")});
}

TEST_F(OutgoingLegTest, MalformedInvitesAreRefused) {
  const Page page = online();
  page.say("invite", R"({"callsid":")" + temporary + R"(","twilio":{}})");
  EXPECT_EQ(page.heard(), Frames{hangup(temporary, R"({"code":31400,"message":"No sdp"})")});
  page.say("invite", offer("{}", "bad"));
  EXPECT_EQ(page.heard(), Frames{hangup(temporary, R"({"code":31400,"message":"no common codec"})")});
  page.say("invite", R"({"sdp":"v=0"})");
  EXPECT_EQ(page.heard(), Frames{R"({"type":"error","version":"1.6","payload":{"error":{"code":31400,)"
                                 R"("message":"Malformed invite"}}})"});
  EXPECT_TRUE(calls.empty());
}

TEST_F(OutgoingLegTest, FullMediaEngineEndsTheCallWith31005) {
  const Page page = online();
  engine.full = true;
  page.say("invite", offer());
  EXPECT_EQ(page.heard(), Frames{hangup(temporary, R"({"code":31005,"message":"Connection error"})")});
}

TEST_F(OutgoingLegTest, RefusalTellsThePageWhy) {
  const Page page = online();
  page.say("invite", offer());
  callers[0]->leg->reject(call::Cause::not_found);
  EXPECT_EQ(page.heard(), Frames{hangup(temporary, R"({"code":31100,"message":"Invalid application SID"})")});
  EXPECT_EQ(callers[0]->heard, Frames{});
}

TEST_F(OutgoingLegTest, BrowserMayHangUpByEitherId) {
  const Page page = online();
  page.say("invite", offer());
  callers[0]->leg->answer();
  page.say("hangup", R"({"callsid":")" + temporary + R"("})");
  EXPECT_EQ(callers[0]->heard, Frames{gone(call::Cause::hangup)});
  page.say("invite", offer());
  callers[1]->leg->answer();
  page.say("hangup", R"({"callsid":")" + calls[1].call_sid + R"(","message":"why"})");
  EXPECT_EQ(callers[1]->heard, Frames{gone(call::Cause::hangup)});
}

TEST_F(OutgoingLegTest, BrowserThatHangsUpBeforeTheAnswerCancels) {
  const Page page = online();
  page.say("invite", offer());
  page.say("hangup", R"({"callsid":")" + temporary + R"("})");
  EXPECT_EQ(callers[0]->heard, Frames{gone(call::Cause::cancelled)});
  EXPECT_TRUE(engine.sessions[0]->ended);
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(OutgoingLegTest, HangupOfACallThatNeverCameIsIgnored) {
  const Page page = online();
  page.say("hangup", R"({"callsid":")" + temporary + R"("})");
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(OutgoingLegTest, SecondDialEndsTheFirst) {
  const Page page = online();
  page.say("invite", offer());
  page.say("invite", R"({"callsid":"TJS2","sdp":"v=0","twilio":{}})");
  EXPECT_EQ(callers[0]->heard, Frames{gone(call::Cause::cancelled)});
  EXPECT_EQ(calls.size(), 2U);
}

TEST_F(OutgoingLegTest, RepeatedInviteIsNoSecondCall) {
  const Page page = online();
  page.say("invite", offer());
  page.say("invite", offer());
  EXPECT_EQ(calls.size(), 1U);
  EXPECT_EQ(callers[0]->heard, Frames{});
}

TEST_F(OutgoingLegTest, DestroyedLegHangsUpAndFreesItsMedia) {
  const Page page = online();
  page.say("invite", offer());
  callers[0]->leg->answer();
  page.heard();
  callers[0]->leg.reset();
  EXPECT_EQ(page.heard(), Frames{hangup(calls[0].call_sid)});
  EXPECT_TRUE(engine.sessions[0]->ended);
}

TEST_F(OutgoingLegTest, AnonymousTokenCallsAsAnonymous) {
  kit::Capabilities capabilities;
  capabilities.outgoing_application_sid = application_sid;
  const Page page = online(capabilities);
  page.say("invite", offer());
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].caller, "client:Anonymous");
}

TEST_F(OutgoingLegTest, UnansweredCallEndsWithItsSocketAndA2xDeviceIsFreedWhenItIsBack) {
  Page page = online();
  page.say("invite", offer());
  callers[0]->leg->ring();
  lose(page);
  EXPECT_EQ(callers[0]->heard, Frames{gone(call::Cause::cancelled)});
  const Page back = open();
  back.listen(token());
  deadlines.settle();
  const Frames frames = back.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[1], R"({"type":"cancel","version":"1.6","payload":{"callsid":")" + calls[0].call_sid + R"("}})");
}

TEST_F(OutgoingLegTest, UnansweredCallOfA1xDeviceIsHungUpWhenItIsBack) {
  Page page = online(both_rights(), "1.5");
  page.say("invite", offer());
  lose(page);
  const Page back = open("1.5");
  back.listen(token());
  deadlines.settle();
  const Frames frames = back.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[1], hangup(temporary));
}

}  // namespace
}  // namespace ringback::browser
