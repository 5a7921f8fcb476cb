#include "browser/registration.hpp"

#include "browser/browser_fixture.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

const std::string connected =
    R"({"type":"connected","version":"1.6","payload":{"edge":"self","token":{"identity":"alice","ttl":3600}}})";
const std::string ready = R"({"type":"ready","version":"1.6","payload":{}})";
const std::string offline = R"({"type":"offline","version":"1.6","payload":{}})";
const std::string close_message = R"({"type":"close","version":"1.6","payload":{}})";
const std::string expired_registration =
    R"({"type":"error","version":"1.6","payload":{"error":{"code":31205,"message":"Cannot register. Token is expired"}}})";
const std::string expired_token =
    R"({"type":"error","version":"1.6","payload":{"error":{"code":31205,"message":"Token is expired"}}})";

class RegistrationTest : public BrowserTest {};

TEST_F(RegistrationTest, GoodTokenConnectsAndRegisters) {
  const Page page = open();
  page.listen(token());
  deadlines.settle();
  EXPECT_EQ(page.heard(), Frames{connected});
  page.register_device();
  EXPECT_EQ(page.heard(), Frames{ready});
}

// They would look for their call at the vendor's hosts, with our token.
TEST_F(RegistrationTest, SdkThatMakesHostNamesOfTheEdgeIsLedBackHere) {
  const Page page = open("1.6", "2.10.2");
  page.listen(token());
  deadlines.settle();
  EXPECT_NE(page.heard().at(0).find(R"("edge":"x@voice.example.com:8443/signal?")"), std::string::npos);
}

// Their repeats go on while they have no socket, and wait behind the new one's `listen`.
TEST_F(RegistrationTest, RegisterBehindARefusedListenIsNoErrorOfItsOwn) {
  const Page page = open("1.5", "1.15.1");
  page.listen("rubbish");
  page.register_device();
  deadlines.settle();
  EXPECT_EQ(page.heard().size(), 2U) << "the error and `close` of the listen";
}

TEST_F(RegistrationTest, RegisterBeforeAndAfterConnectedGetsOneReadyBehindConnected) {
  const Page page = open("1.5", "1.12.5");
  page.listen(token());
  page.register_device();
  deadlines.settle();
  page.register_device();
  EXPECT_EQ(page.heard(), (Frames{connected, ready}));
}

TEST_F(RegistrationTest, RepeatedRegisterGetsNoSecondReady) {
  const Page page = online();
  page.register_device();
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(RegistrationTest, RegisterAfterARefreshGetsReadyAgain) {
  const Page page = online();
  page.listen(token());
  deadlines.settle();
  page.register_device();
  EXPECT_EQ(page.heard(), (Frames{connected, ready}));
}

TEST_F(RegistrationTest, UnregisteredDeviceIsToldAndNotRung) {
  const Page page = online();
  page.say("register", R"({"media":{"audio":false}})");
  EXPECT_EQ(page.heard(), Frames{offline});
  EXPECT_TRUE(ring(client_target()).empty());
  page.register_device();
  EXPECT_EQ(page.heard(), Frames{ready});
  EXPECT_EQ(ring(client_target()).size(), 1U);
}

TEST_F(RegistrationTest, ForeignSignatureIsRefusedAndTheSdkToldToStayAway) {
  const Page page = open();
  page.listen(kit::make_capability_token(account_sid, "another key", both_rights(), unix_now()));
  page.register_device();
  deadlines.settle();
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_NE(frames[0].find(R"("code":31204)"), std::string::npos);
  EXPECT_EQ(frames[1], close_message);
  EXPECT_EQ(page.socket->closed, 0) << "the SDK would be back at once";
}

TEST_F(RegistrationTest, ExpiredTokenLeavesTheSocketForAnother) {
  const Page page = open();
  const std::string old = token(both_rights(), 1);
  deadlines.advance(2s);
  page.listen(old);
  deadlines.settle();
  EXPECT_EQ(page.heard(), Frames{expired_token});
  pass(300s, {&page});
  page.listen(token());
  deadlines.settle();
  EXPECT_EQ(page.heard(), Frames{connected});
}

TEST_F(RegistrationTest, RegisterBehindAnExpiredTokenIsNotAnswered) {
  const Page page = open();
  const std::string old = token(both_rights(), 1);
  deadlines.advance(2s);
  page.listen(old);
  page.register_device();
  deadlines.settle();
  EXPECT_EQ(page.heard(), Frames{expired_token});
}

TEST_F(RegistrationTest, FailedRefreshKeepsTheOldToken) {
  const Page page = online();
  page.listen("rubbish");
  deadlines.settle();
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_NE(frames[0].find(R"("code":31204)"), std::string::npos);
  EXPECT_EQ(ring(client_target()).size(), 1U);
}

TEST_F(RegistrationTest, TokenThatExpiresTakesARegisteredDeviceOffline) {
  const Page page = open();
  page.listen(token(both_rights(), 60));
  deadlines.settle();
  page.register_device();
  page.heard();
  pass(59s, {&page});
  EXPECT_EQ(page.heard(), Frames{});
  pass(2s, {&page});
  EXPECT_EQ(page.heard(), (Frames{expired_registration, offline}));
  EXPECT_TRUE(ring(client_target()).empty());
}

TEST_F(RegistrationTest, TokenThatExpiresLeavesRunningCallsAlone) {
  const Page page = open();
  page.listen(token(both_rights(), 60));
  deadlines.settle();
  page.register_device();
  const auto ears = ring(client_target());
  page.say("answer", R"({"callsid":"CA00000000000000000000000000000001","sdp":"v=0"})");
  pass(70s, {&page});
  EXPECT_EQ(ears[0]->heard, (Frames{"ringing", "answered"}));
  page.say("dtmf", R"({"callsid":"CA00000000000000000000000000000001","dtmf":"5"})");
  EXPECT_EQ(ears[0]->heard.back(), "digit 5");
}

TEST_F(RegistrationTest, DeviceThatNeverRegisteredIsNotToldOfTheExpiry) {
  const Page page = open();
  page.listen(token(both_rights(), 60));
  deadlines.settle();
  page.heard();
  pass(70s, {&page});
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(RegistrationTest, RefreshMovesTheExpiry) {
  const Page page = open();
  page.listen(token(both_rights(), 60));
  deadlines.settle();
  page.register_device();
  page.listen(token());
  deadlines.settle();
  page.heard();
  pass(120s, {&page});
  EXPECT_EQ(page.heard(), Frames{});
}

TEST_F(RegistrationTest, TokenWithoutTheIncomingRightIsReadyButNeverRung) {
  kit::Capabilities outgoing_only;
  outgoing_only.outgoing_application_sid = application_sid;
  outgoing_only.outgoing_client_name = "alice";
  const Page page = open();
  page.listen(token(outgoing_only));
  deadlines.settle();
  page.register_device();
  EXPECT_EQ(page.heard(), (Frames{connected, ready}));
  EXPECT_TRUE(ring(client_target()).empty());
}

TEST_F(RegistrationTest, AnotherIdentityOnTheSameSocketIsTheOneThatRings) {
  const Page page = online();
  kit::Capabilities bob = both_rights();
  bob.incoming_client_name = "bob";
  page.listen(token(bob));
  deadlines.settle();
  page.register_device();
  EXPECT_TRUE(ring(client_target()).empty());
  call::Target target = client_target();
  target.address = "bob";
  EXPECT_EQ(ring(target).size(), 1U);
}

TEST_F(RegistrationTest, OneSocketTooManyIsRefused) {
  std::vector<Page> pages;
  for (int i = 0; i < 20; ++i) pages.push_back(online());
  const Page page = open();
  page.listen(token());
  deadlines.settle();
  const Frames frames = page.heard();
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_NE(frames[0].find(R"("code":31206)"), std::string::npos);
  EXPECT_EQ(frames[1], close_message);
}

}  // namespace
}  // namespace ringback::browser
