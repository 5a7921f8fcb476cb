#include "browser/answered_call_fixture.hpp"

namespace ringback::browser {
namespace {

class UserMessageTest : public AnsweredCallTest {
 protected:
  // A `message` of the SDK's.
  static std::string said(const std::string& content, const std::string& content_type = "application/json",
                          const std::string& type = "user-defined-message") {
    return R"({"callsid":")" + sid + R"(","content":)" + content + R"(,"contenttype":")" + content_type +
           R"(","messagetype":")" + type + R"(","voiceeventsid":"KX1"})";
  }
  static std::string refusal(int code) { return R"("voiceeventsid":"KX1","error":{"code":)" + std::to_string(code); }
  // What came back, if it is one frame.
  static std::string only(const Frames& frames) { return frames.size() == 1 ? frames[0] : ""; }

  const std::string ack_ = R"({"type":"ack","version":"1.6","payload":{"acktype":"message","callsid":")" + sid +
                           R"(","voiceeventsid":"KX1"}})";
};

TEST_F(UserMessageTest, OfAPageIsAcknowledgedAndHandedOn) {
  const Page page = online();
  answer(page);
  page.say("message", said(R"({"a":1})"));
  EXPECT_EQ(page.heard(), Frames{ack_});
  ASSERT_EQ(messages.taken.size(), 1U);
  EXPECT_EQ(messages.taken[0].content, R"({"a":1})");
  EXPECT_EQ(messages.call_sid, sid);
  EXPECT_EQ(messages.account_sid, account_sid);
}

TEST_F(UserMessageTest, ThatIsTextGoesOnAsItIs) {
  const Page page = online();
  answer(page);
  page.say("message", said(R"("{\"a\":1}")"));
  ASSERT_EQ(messages.taken.size(), 1U);
  EXPECT_EQ(messages.taken[0].content, R"({"a":1})");
}

TEST_F(UserMessageTest, ThatIsNotOneIsRefused) {
  const Page page = online();
  answer(page);
  for (const auto& wrong : {said("1", "text/plain"), said("1", "application/json", "other"), said(R"("")")}) {
    page.say("message", wrong);
    EXPECT_NE(only(page.heard()).find(refusal(31210)), std::string::npos) << wrong;
  }
  page.say("message", said('"' + std::string(10'001, 'a') + '"'));
  EXPECT_NE(only(page.heard()).find(refusal(31212)), std::string::npos);
  EXPECT_TRUE(messages.taken.empty());
}

TEST_F(UserMessageTest, OfACallThatIsNotThereIsRefused) {
  const Page page = online();
  page.say("message", said("1"));
  EXPECT_NE(only(page.heard()).find(refusal(31210)), std::string::npos);
}

TEST_F(UserMessageTest, OfThirtyOneInASecondTheLastIsRefused) {
  const Page page = online();
  answer(page);
  for (int i = 0; i < 30; ++i) page.say("message", said("1"));
  EXPECT_EQ(page.heard(), Frames(30, ack_));
  page.say("message", said("1"));
  EXPECT_NE(only(page.heard()).find(refusal(31206)), std::string::npos);
  pass(std::chrono::seconds(1), {&page});
  page.heard();
  page.say("message", said("1"));
  EXPECT_EQ(page.heard(), Frames{ack_});
}

TEST_F(UserMessageTest, OfTheApplicationReachesThePage) {
  const Page page = online();
  answer(page);
  EXPECT_TRUE(gateway.has_page(account_sid, sid));
  EXPECT_TRUE(gateway.send(account_sid, sid, {.sid = "KX2", .content = R"({"hello":1})"}));
  EXPECT_EQ(page.heard(), Frames{R"({"type":"message","version":"1.6","payload":{"callsid":")" + sid +
                                 R"(","content":{"hello":1},"contenttype":"application/json",)"
                                 R"("messagetype":"user-defined-message","voiceeventsid":"KX2"}})"});
}

TEST_F(UserMessageTest, ReachesNoPageOfAnotherAccountOrCall) {
  const Page page = online();
  answer(page);
  EXPECT_FALSE(gateway.send("AC00000000000000000000000000000009", sid, {.sid = "KX2", .content = "1"}));
  EXPECT_FALSE(gateway.send(account_sid, "CA00000000000000000000000000000009", {.sid = "KX2", .content = "1"}));
  EXPECT_EQ(page.heard(), Frames{});
}

}  // namespace
}  // namespace ringback::browser
