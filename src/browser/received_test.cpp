#include "browser/received.hpp"

#include "browser/browser_fixture.hpp"
#include "browser/message.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

class ReceivedTest : public BrowserTest {
 protected:
  static bool take(const Page& page, const std::string& type, const std::string& payload) {
    const auto message = parse_message(R"({"type":")" + type + R"(","payload":)" + payload + "}");
    return dispatch(static_cast<Socket&>(*page.server), *message);
  }
};

TEST_F(ReceivedTest, MessagesThatLackAFieldAreMalformed) {
  const struct {
    std::string type;
    std::string payload;
  } rows[] = {
      {"register", "{}"},
      {"register", R"({"media":{"audio":"yes"}})"},
      {"invite", R"({"sdp":"v=0"})"},
      {"invite", R"({"sdp":"v=0","callsid":")" + std::string(65, 'x') + R"("})"},
      {"answer", R"({"callsid":"CA1"})"},
      {"answer", R"({"sdp":"v=0"})"},
      {"reject", "{}"},
      {"hangup", R"({"callsid":7})"},
      {"dtmf", R"({"callsid":"CA1"})"},
      {"reinvite", R"({"callsid":"CA1"})"},
      {"message", R"({"callsid":"CA1","content":"x"})"},
  };
  const Page page = online();
  for (const auto& row : rows) EXPECT_FALSE(take(page, row.type, row.payload)) << row.type << row.payload;
}

TEST_F(ReceivedTest, MessagesAboutUnknownCallsAreIgnored) {
  const Page page = online();
  EXPECT_TRUE(take(page, "reject", R"({"callsid":"CA1"})"));
  EXPECT_TRUE(take(page, "hangup", R"({"callsid":"CA1"})"));
  EXPECT_TRUE(take(page, "dtmf", R"({"callsid":"CA1","dtmf":"1"})"));
  EXPECT_TRUE(take(page, "reinvite", R"({"callsid":"CA1","sdp":"v=0"})"));
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(ReceivedTest, StrangerWhoAnswersOrResumesIsSentAway) {
  const Page page = open();
  EXPECT_TRUE(take(page, "answer", R"({"callsid":"CA1","sdp":"v=0"})"));
  EXPECT_TRUE(take(page, "invite", R"({"callsid":"CA1","reconnect":"t","sdp":"v=0"})"));
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0], R"({"type":"hangup","version":"1.6","payload":{"callsid":"CA1"}})");
  EXPECT_NE(frames[1].find("31209"), std::string::npos);
  EXPECT_TRUE(take(page, "register", R"({"media":{"audio":true}})"));
  EXPECT_EQ(page.heard(), Frames{}) << "no token, no ready";
}

}  // namespace
}  // namespace ringback::browser
