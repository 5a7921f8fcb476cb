#include "sip/server_transaction.hpp"

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

class ServerTransactionTest : public testing::Test {
 protected:
  void start(const std::string& method) {
    request.method = method;
    request.request_uri = "sip:b@x";
    request.add("Via", "SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1").add("CSeq", "5 " + method);
    transaction = ServerTransaction::start({.request = request,
                                            .source = {"192.0.2.2", 5060},
                                            .on_terminated = [this] { terminated = true; },
                                            .transport = wire,
                                            .deadlines = deadlines});
  }
  void respond(int status) { transaction->respond(make_response(request, status)); }
  void acknowledge() {
    Message ack = request;
    ack.method = "ACK";
    transaction->receive(ack);
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  Message request;
  bool terminated = false;
  std::shared_ptr<ServerTransaction> transaction;
};

TEST_F(ServerTransactionTest, RepeatedInviteGetsTheLastProvisionalResponse) {
  start("INVITE");
  transaction->receive(request);
  EXPECT_THAT(wire.take_all(), IsEmpty());
  respond(100);
  respond(180);
  transaction->receive(request);
  EXPECT_THAT(wire.take_all(), ElementsAre("100", "180", "180"));
}

TEST_F(ServerTransactionTest, FailureIsSentAgainUntilItsAck) {
  start("INVITE");
  respond(486);
  deadlines.advance(milliseconds(500 + 1000));
  EXPECT_EQ(wire.count, 3);
  acknowledge();
  deadlines.advance(seconds(4));
  EXPECT_EQ(wire.count, 3);
  EXPECT_FALSE(terminated);
  deadlines.advance(seconds(1));
  EXPECT_TRUE(terminated);
}

TEST_F(ServerTransactionTest, FailureWithoutAckIsGivenUp) {
  start("INVITE");
  respond(486);
  deadlines.advance(seconds(32));
  EXPECT_TRUE(terminated);
  // At 0.5, 1.5, 3.5, 7.5 and then every 4 s.
  EXPECT_EQ(wire.count, 11);
}

TEST_F(ServerTransactionTest, SuccessIsSentOnceAndAbsorbsRetransmissions) {
  start("INVITE");
  respond(180);
  respond(200);
  transaction->receive(request);
  deadlines.advance(seconds(31));
  EXPECT_THAT(wire.take_all(), ElementsAre("180", "200"));
  EXPECT_FALSE(terminated);
  deadlines.advance(seconds(1));
  EXPECT_TRUE(terminated);
}

TEST_F(ServerTransactionTest, NothingFollowsAFinalResponse) {
  start("INVITE");
  respond(487);
  respond(200);
  respond(180);
  EXPECT_THAT(wire.take_all(), ElementsAre("487"));
  EXPECT_TRUE(transaction->answered());
}

TEST_F(ServerTransactionTest, OtherRequestsAreAnsweredTheSameFor32Seconds) {
  start("BYE");
  transaction->receive(request);
  respond(200);
  transaction->receive(request);
  deadlines.advance(seconds(31));
  transaction->receive(request);
  EXPECT_THAT(wire.take_all(), ElementsAre("200", "200", "200"));
  deadlines.advance(seconds(1));
  EXPECT_TRUE(terminated);
}

}  // namespace
}  // namespace ringback::sip
