#include "sip/client_transaction.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/wire_fixture.hpp"

namespace ringback::sip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class ClientTransactionTest : public testing::Test {
 protected:
  void start(const std::string& method) {
    Message request;
    request.method = method;
    request.request_uri = "sip:b@x";
    request.add("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1").add("From", "<sip:a@x>;tag=1").add("To", "<sip:b@x>");
    request.add("Call-ID", "c").add("CSeq", "5 " + method).add("Route", "<sip:p;lr>");
    transaction = ClientTransaction::start({.request = request,
                                            .to = {"192.0.2.2", 5060},
                                            .on_response = [this](const Message& r) { heard.push_back(r.status); },
                                            .on_terminated = [this] { terminated = true; },
                                            .transport = wire,
                                            .deadlines = deadlines});
  }
  void receive(int status) {
    Message response = make_response(transaction->request(), status);
    response.set("To", "<sip:b@x>;tag=2");
    transaction->receive(response);
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  std::vector<int> heard;
  bool terminated = false;
  std::shared_ptr<ClientTransaction> transaction;
};

TEST_F(ClientTransactionTest, InviteIsSentAgainAtDoublingIntervals) {
  start("INVITE");
  EXPECT_EQ(wire.count, 1);
  deadlines.advance(milliseconds(499));
  EXPECT_EQ(wire.count, 1);
  deadlines.advance(milliseconds(1));
  EXPECT_EQ(wire.count, 2);
  deadlines.advance(milliseconds(1000));
  EXPECT_EQ(wire.count, 3);
  deadlines.advance(milliseconds(2000));
  EXPECT_EQ(wire.count, 4);
}

TEST_F(ClientTransactionTest, InviteTimesOutAfterSevenCopies) {
  start("INVITE");
  deadlines.advance(seconds(32) - milliseconds(1));
  EXPECT_THAT(heard, IsEmpty());
  deadlines.advance(milliseconds(1));
  EXPECT_EQ(wire.count, 7);
  EXPECT_THAT(heard, ElementsAre(408));
  EXPECT_TRUE(terminated);
}

TEST_F(ClientTransactionTest, ProvisionalResponseEndsRetransmissionAndTimeOut) {
  start("INVITE");
  receive(100);
  receive(180);
  deadlines.advance(seconds(120));
  EXPECT_EQ(wire.count, 1);
  EXPECT_THAT(heard, ElementsAre(100, 180));
  EXPECT_FALSE(terminated);
}

TEST_F(ClientTransactionTest, FailureIsAcknowledgedOnTheSameBranch) {
  start("INVITE");
  wire.take();
  receive(486);
  const Message ack = wire.take();
  EXPECT_EQ(ack.method, "ACK");
  EXPECT_EQ(ack.value("Via"), "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1");
  EXPECT_EQ(ack.value("To"), "<sip:b@x>;tag=2");
  EXPECT_EQ(ack.value("CSeq"), "5 ACK");
  EXPECT_EQ(ack.value("Route"), "<sip:p;lr>");
}

TEST_F(ClientTransactionTest, RepeatedFailureIsAcknowledgedAgainButToldOnce) {
  start("INVITE");
  receive(486);
  receive(486);
  EXPECT_THAT(wire.take_all(), ElementsAre("INVITE", "ACK", "ACK"));
  EXPECT_THAT(heard, ElementsAre(486));
  deadlines.advance(seconds(32));
  EXPECT_TRUE(terminated);
}

// RFC 6026: another branch of a fork may answer as well.
TEST_F(ClientTransactionTest, EverySuccessIsTold) {
  start("INVITE");
  receive(200);
  receive(200);
  receive(486);
  EXPECT_THAT(heard, ElementsAre(200, 200));
  EXPECT_THAT(wire.take_all(), ElementsAre("INVITE"));
  deadlines.advance(seconds(32));
  EXPECT_TRUE(terminated);
}

TEST_F(ClientTransactionTest, OtherRequestsAreSentAgainAtCappedIntervals) {
  start("BYE");
  deadlines.advance(milliseconds(500 + 1000 + 2000 + 4000 + 4000));
  EXPECT_EQ(wire.count, 6);
  deadlines.advance(seconds(32));
  EXPECT_EQ(wire.count, 11);
  EXPECT_THAT(heard, ElementsAre(408));
  EXPECT_TRUE(terminated);
}

TEST_F(ClientTransactionTest, OtherRequestsSlowDownWhenTheyAreBeingWorkedOn) {
  start("BYE");
  receive(100);
  deadlines.advance(milliseconds(500));
  EXPECT_EQ(wire.count, 2);
  deadlines.advance(milliseconds(3999));
  EXPECT_EQ(wire.count, 2);
  deadlines.advance(milliseconds(1));
  EXPECT_EQ(wire.count, 3);
}

TEST_F(ClientTransactionTest, OtherRequestsTakeOneFinalResponseAndLinger) {
  start("BYE");
  receive(200);
  receive(200);
  EXPECT_THAT(heard, ElementsAre(200));
  EXPECT_FALSE(terminated);
  deadlines.advance(seconds(5));
  EXPECT_TRUE(terminated);
  EXPECT_EQ(wire.count, 1);
}

TEST_F(ClientTransactionTest, TerminatedIsSilent) {
  start("INVITE");
  transaction->terminate();
  deadlines.advance(seconds(60));
  EXPECT_EQ(wire.count, 1);
  EXPECT_THAT(heard, IsEmpty());
  EXPECT_TRUE(terminated);
}

TEST_F(ClientTransactionTest, DestroyedIsSilent) {
  start("INVITE");
  transaction.reset();
  deadlines.advance(seconds(60));
  EXPECT_EQ(wire.count, 1);
}

}  // namespace
}  // namespace ringback::sip
