#include "sip/user_agent.hpp"

#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/keyed_hash.hpp"
#include "sip/wire_fixture.hpp"

namespace ringback::sip {
namespace {

class UserAgentTest : public testing::Test {
 protected:
  void receive(const std::string& method, const std::string& call_id, const std::string& via = "198.51.100.7:5070") {
    agent.receive(method + " sip:b@x SIP/2.0\r\nVia: SIP/2.0/UDP " + via + ";branch=z9hG4bK" + call_id +
                      "\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: " + call_id + "\r\nCSeq: 1 " + method +
                      "\r\n\r\n",
                  source);
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  int requests = 0;
  const Peer source{"198.51.100.7", 40'001};
  UserAgent agent{{wire, deadlines, "Test", [this](const Message& request, const Peer& from) {
                     ++requests;
                     agent.respond(request, from, 404);
                   }}};
};

TEST_F(UserAgentTest, StatelessAnswersToOneRequestAreTheSame) {
  receive("OPTIONS", "one");
  const std::string first = wire.sent.front().bytes;
  wire.sent.clear();
  receive("OPTIONS", "one");
  EXPECT_EQ(wire.sent.front().bytes, first);
  wire.sent.clear();
  receive("OPTIONS", "two");
  EXPECT_NE(tag(wire.take(), "To"), tag(*parse_message(first), "To"));
  EXPECT_EQ(agent.transactions(), 0U);
}

TEST_F(UserAgentTest, AnswersGoToThePortOfTheViaUnlessRportIsAskedFor) {
  receive("OPTIONS", "one");
  const Message plain = wire.take();
  EXPECT_EQ(wire.last_to, (Peer{"198.51.100.7", 5070}));
  EXPECT_EQ(plain.value("Via"), "SIP/2.0/UDP 198.51.100.7:5070;branch=z9hG4bKone;received=198.51.100.7");
  receive("OPTIONS", "two", "10.0.0.7;rport");
  wire.take();
  EXPECT_EQ(wire.last_to, source);
}

TEST_F(UserAgentTest, RequestsSayWhoSendsThem) {
  Message request;
  request.method = "OPTIONS";
  request.request_uri = "sip:b@x";
  request.add("CSeq", "1 OPTIONS");
  agent.send(request, source, {});
  EXPECT_EQ(wire.take().value("User-Agent"), "Test");
  EXPECT_FALSE(agent.idle());
}

TEST_F(UserAgentTest, ContactIsOurAddressAsThePeerSeesIt) {
  EXPECT_EQ(agent.contact("client:a", source), "<sip:client%3Aa@192.0.2.1:5060>");
}

TEST_F(UserAgentTest, ClosedItTakesNoRequests) {
  agent.close();
  receive("OPTIONS", "one");
  EXPECT_EQ(requests, 0);
}

TEST(KeyedHash, IsHmacSha256) {
  // RFC 4231 section 4.3.
  EXPECT_EQ(keyed_hash("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace ringback::sip
