#include "browser/socket.hpp"

#include "browser/browser_fixture.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

class SocketTest : public BrowserTest {};

TEST_F(SocketTest, HeartbeatGoesOutEveryFiveSeconds) {
  const Page page = online();
  pass(30s, {&page});
  EXPECT_EQ(page.socket->heartbeats, 6);
  EXPECT_EQ(page.socket->closed, 0);
}

TEST_F(SocketTest, SilentSocketIsClosedAndNotRung) {
  const Page page = online();
  deadlines.advance(19s);
  EXPECT_EQ(page.socket->closed, 0);
  deadlines.advance(2s);
  EXPECT_EQ(page.socket->closed, 1001);
  EXPECT_TRUE(ring(client_target()).empty());
}

TEST_F(SocketTest, SocketThatNeverListensIsClosed) {
  const Page page = open();
  deadlines.advance(11s);
  EXPECT_EQ(page.socket->closed, 1008);
}

TEST_F(SocketTest, FramesBehindAListenWaitForItsToken) {
  keys.accounts.delay = 50ms;
  const Page page = open();
  page.listen(token());
  page.register_device();
  EXPECT_EQ(page.heard(), Frames{});
  deadlines.advance(60ms);
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_NE(frames[0].find("connected"), std::string::npos);
  EXPECT_NE(frames[1].find("ready"), std::string::npos);
}

TEST_F(SocketTest, TwoListensAreCheckedOneAfterTheOther) {
  keys.accounts.delay = 50ms;
  const Page page = open();
  page.listen("rubbish");
  page.listen(token());
  deadlines.advance(60ms);
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_NE(frames[0].find("31204"), std::string::npos);
  EXPECT_NE(frames[2].find("connected"), std::string::npos);
}

TEST_F(SocketTest, SocketThatClosesWhileItsTokenIsCheckedIsForgotten) {
  keys.accounts.delay = 50ms;
  Page page = open();
  page.listen(token());
  page.register_device();
  lose(page);
  deadlines.advance(60ms);
  EXPECT_EQ(page.heard(), Frames{});
  EXPECT_TRUE(ring(client_target()).empty());
}

TEST_F(SocketTest, TooManyFramesBehindAListenCloseTheSocket) {
  keys.accounts.delay = 50ms;
  const Page page = open();
  page.listen(token());
  for (int i = 0; i < 65; ++i) page.register_device();
  EXPECT_EQ(page.socket->closed, 1008);
  deadlines.advance(60ms);
}

TEST_F(SocketTest, MalformedFramesAreBorneForAWhile) {
  const Page page = online();
  for (int i = 0; i < 20; ++i) page.server->on_text("{");
  EXPECT_EQ(page.socket->closed, 0);
  page.server->on_text("{");
  EXPECT_EQ(page.socket->closed, 1008);
}

TEST_F(SocketTest, UnknownTypesAndUnknownFieldsAreIgnored) {
  const Page page = online();
  for (int i = 0; i < 30; ++i) page.say("presence", R"({"x":[1,2,{"y":null}]})");
  EXPECT_EQ(page.heard(), Frames{});
  EXPECT_EQ(page.socket->closed, 0);
}

TEST_F(SocketTest, ShutdownSendsBrowsersAwayAndTakesNoMore) {
  const Page page = online();
  gateway.shutdown();
  EXPECT_EQ(page.socket->closed, 1012);
  const Page late = open();
  EXPECT_EQ(late.socket->closed, 1012);
}

}  // namespace
}  // namespace ringback::browser
