#include "browser/incoming_leg.hpp"

#include "browser/browser_fixture.hpp"
#include "browser/message.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

const std::string sid = "CA00000000000000000000000000000001";
const std::string cancel = R"({"type":"cancel","version":"1.6","payload":{"callsid":")" + sid + R"("}})";
const std::string hangup = R"({"type":"hangup","version":"1.6","payload":{"callsid":")" + sid + R"("}})";
const std::string named = R"({"callsid":")" + sid + R"("})";
const std::string answered = R"({"callsid":")" + sid + R"(","sdp":"v=0"})";

class IncomingLegTest : public BrowserTest {};

TEST_F(IncomingLegTest, BrowserIsInvitedWithOfferAndParameters) {
  const Page page = online();
  call::Target target = client_target();
  target.parameters = {{"a", "1"}, {"my key", "hello wörld&x"}};
  const auto ears = ring(target);
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 1U);
  const std::string start =
      R"({"type":"invite","version":"1.6","payload":{"callsid":")" + sid +
      R"(","sdp":"offer 0","parameters":{"CallSid":")" + sid +
      R"(","From":"+819059876543","To":"client:alice","AccountSid":")" + account_sid +
      R"(","ApiVersion":"2010-04-01","Params":"a=1&my key=hello%20w%C3%B6rld%26x"},"reconnect":")";
  EXPECT_TRUE(frames[0].starts_with(start)) << frames[0];
  EXPECT_EQ(ears[0]->heard, Frames{"ringing"});
}

TEST_F(IncomingLegTest, AcceptedCallIsUpAndGetsItsReconnectToken) {
  const Page page = online();
  const auto ears = ring(client_target());
  const auto invite = parse_message(page.heard().at(0));
  page.say("answer", answered);
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", "answered"}));
  EXPECT_EQ(engine.sessions[0]->took, Frames{"v=0"});
  const std::string reconnect(text_at(invite->payload, "reconnect"));
  EXPECT_EQ(page.heard(), Frames{R"({"type":"answer","version":"1.6","payload":{"callsid":")" + sid +
                                 R"(","reconnect":")" + reconnect + R"("}})"});
}

TEST_F(IncomingLegTest, AnswerThatMediaCantUseFailsTheLeg) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.heard();
  page.say("answer", R"({"callsid":")" + sid + R"(","sdp":"bad"})");
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", gone(call::Cause::failed)}));
  ASSERT_EQ(page.heard().size(), 1U);
}

TEST_F(IncomingLegTest, RejectedCallIsBusy) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.heard();
  page.say("reject", named);
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", gone(call::Cause::busy)}));
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(IncomingLegTest, MicrophoneFailureAfterAcceptDeclines) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.say("hangup", named);
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", gone(call::Cause::busy)}));
}

TEST_F(IncomingLegTest, CallerWhoGivesUpCancels) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.heard();
  ears[0]->leg->hangup(call::Cause::cancelled);
  EXPECT_EQ(page.heard(), Frames{cancel});
  page.say("answer", answered);
  EXPECT_EQ(page.heard(), Frames{hangup}) << "its own answer was already on the way";
  EXPECT_EQ(ears[0]->heard, Frames{"ringing"});
}

TEST_F(IncomingLegTest, AnsweredCallIsHungUpNotCancelled) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.say("answer", answered);
  page.heard();
  ears[0]->leg->hangup(call::Cause::hangup);
  EXPECT_EQ(page.heard(), Frames{hangup});
}

TEST_F(IncomingLegTest, LegThatWasNeverDialledSaysNothing) {
  const Page page = online();
  auto legs = gateway.make(client_target());
  legs->clear();
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(IncomingLegTest, BrowserHangsUpAnAnsweredCall) {
  const Page page = online();
  const auto ears = ring(client_target());
  page.say("answer", answered);
  page.say("hangup", named);
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", "answered", gone(call::Cause::hangup)}));
}

TEST_F(IncomingLegTest, DeviceThatRangWhenItsSocketWasLostRingsAgain) {
  Page page = online();
  const auto ears = ring(client_target());
  const Frames first = page.heard();
  lose(page);
  const Page back = online();
  EXPECT_EQ(ears[0]->heard, Frames{"ringing"});
  back.say("answer", answered);
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", "answered"}));
}

TEST_F(IncomingLegTest, SameInviteIsSentToTheNewSocket) {
  Page page = online();
  const auto ears = ring(client_target());
  const Frames first = page.heard();
  lose(page);
  const Page back = open();
  back.listen(token());
  deadlines.settle();
  back.heard();
  back.register_device();
  const Frames frames = back.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[1], first[0]);
}

// 1.6 and 1.7 keep the first one, and would have two.
TEST_F(IncomingLegTest, OldSdkIsToldToForgetTheCallBeforeItIsOfferedAgain) {
  Page page = online_on("1.5", "1.7.7");
  const auto ears = ring(client_target());
  const Frames first = page.heard();
  lose(page);
  const Page back = open("1.5", "1.7.7");
  back.listen(token());
  deadlines.settle();
  back.heard();
  back.register_device();
  const Frames frames = back.heard();
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_EQ(frames[1], cancel);
  EXPECT_EQ(frames[2], first[0]);
}

TEST_F(IncomingLegTest, ReconnectTokenComesWithTheInviteOrWithTheAnswerAlone) {
  for (const auto& [release, early] : {std::pair("2.0.1", true), {"2.2.0", false}, {"2.7.3", true}, {"2.18.5", true}}) {
    const Page page = online_on("1.6", release);
    const auto ears = ring(client_target());
    EXPECT_EQ(page.heard().at(0).find("reconnect") != std::string::npos, early) << release;
    page.say("answer", answered);
    EXPECT_NE(page.heard().at(0).find(R"("reconnect":")"), std::string::npos) << release;
    page.server->on_close();
  }
}

TEST_F(IncomingLegTest, DeviceThatStaysAwayIsUnanswered) {
  Page page = online();
  const auto ears = ring(client_target());
  lose(page);
  deadlines.advance(11s);
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", gone(call::Cause::no_answer)}));
}

TEST_F(IncomingLegTest, TabThatRingsIsNotInvitedTwice) {
  Page lost = online();
  const Page other = online();
  const auto ears = ring(client_target());
  ASSERT_EQ(ears.size(), 2U);
  other.heard();
  lose(lost);
  other.register_device();
  EXPECT_EQ(other.heard(), Frames{});
}

TEST_F(IncomingLegTest, TextThatIsNoUtf8NeverReachesTheSocket) {
  const Page page = online();
  call::Target target = client_target();
  target.from = "\xe9t\xe9";
  const auto ears = ring(target);
  EXPECT_NE(page.heard().at(0).find(R"("From":"?t?")"), std::string::npos);
}

}  // namespace
}  // namespace ringback::browser
