#include "sip/transactions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/via.hpp"
#include "sip/wire_fixture.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;

class TransactionsTest : public testing::Test {
 protected:
  static Message request(const std::string& method) {
    Message out;
    out.method = method;
    out.request_uri = "sip:b@x";
    out.add("From", "<sip:a@x>;tag=1").add("To", "<sip:b@x>").add("Call-ID", "c");
    return out.add("CSeq", "1 " + method);
  }
  static Message received(const std::string& method, const std::string& via) {
    Message out = request(method);
    return out.add("Via", "SIP/2.0/UDP " + via);
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  Transactions transactions{wire, deadlines};
  const Peer peer{"192.0.2.2", 5060};
};

TEST_F(TransactionsTest, ResponseFindsItsRequestByBranchAndMethod) {
  std::vector<std::string> heard;
  const auto log = [&](const std::string& name) {
    return [&heard, name](const Message& response) { heard.push_back(name + std::to_string(response.status)); };
  };
  transactions.send(request("OPTIONS"), peer, log("a"));
  transactions.send(request("OPTIONS"), peer, log("b"));
  wire.take();
  const Message second = wire.take();
  EXPECT_TRUE(transactions.receive_response(make_response(second, 200)));
  EXPECT_THAT(heard, ElementsAre("b200"));

  Message foreign = make_response(second, 200);
  foreign.set("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKforeign");
  EXPECT_FALSE(transactions.receive_response(foreign));
  EXPECT_FALSE(transactions.receive_response(make_response(second, 200).set("CSeq", "1 BYE")));
}

TEST_F(TransactionsTest, CancelSharesTheBranchButNotTheTransaction) {
  const auto invite = transactions.send(request("INVITE"), peer, {});
  transactions.cancel(*invite, "SIP;cause=200");
  const Message sent = wire.take();
  const Message cancel = wire.take();
  EXPECT_EQ(top_via(cancel)->branch, top_via(sent)->branch);
  EXPECT_EQ(cancel.value("Reason"), "SIP;cause=200");
  EXPECT_EQ(transactions.size(), 2U);
  EXPECT_TRUE(transactions.receive_response(make_response(cancel, 200)));
  EXPECT_TRUE(invite->waiting());
}

TEST_F(TransactionsTest, WaitsUntilEveryRequestHasItsFinalResponse) {
  EXPECT_FALSE(transactions.waiting());
  transactions.send(request("BYE"), peer, {});
  EXPECT_TRUE(transactions.waiting());
  transactions.receive_response(make_response(wire.take(), 200));
  EXPECT_FALSE(transactions.waiting());
  EXPECT_EQ(transactions.size(), 1U);
  deadlines.advance(seconds(5));
  EXPECT_EQ(transactions.size(), 0U);
}

TEST_F(TransactionsTest, AckAndCancelFindTheInvite) {
  const std::string via = "192.0.2.2;branch=z9hG4bK1";
  const auto invite = transactions.accept(received("INVITE", via), peer);
  EXPECT_EQ(transactions.find_server(received("INVITE", via)), invite);
  EXPECT_EQ(transactions.find_server(received("ACK", via)), invite);
  EXPECT_EQ(transactions.find_server(received("CANCEL", via)), invite);
  EXPECT_EQ(transactions.find_server(received("BYE", via)), nullptr);
  EXPECT_EQ(transactions.find_server(received("INVITE", "192.0.2.3;branch=z9hG4bK1")), nullptr);
}

TEST_F(TransactionsTest, BranchesOfRfc2543AreNotEnough) {
  const auto invite = transactions.accept(received("INVITE", "192.0.2.2;branch=1"), peer);
  EXPECT_EQ(transactions.find_server(received("INVITE", "192.0.2.2;branch=1")), invite);
  EXPECT_EQ(transactions.find_server(received("INVITE", "192.0.2.2;branch=1").set("Call-ID", "other")), nullptr);
  EXPECT_EQ(transactions.find_server(received("INVITE", "192.0.2.2;branch=1").set("CSeq", "2 INVITE")), nullptr);
}

TEST_F(TransactionsTest, MayDieWhileRequestsAreUnderWay) {
  auto dying = std::make_unique<Transactions>(wire, deadlines);
  const auto kept = dying->send(request("INVITE"), peer, {});
  dying->send(request("BYE"), peer, {});
  dying.reset();
  const int before = wire.count;
  deadlines.advance(std::chrono::milliseconds(500));
  EXPECT_EQ(wire.count, before + 1);  // only what is still owned
}

TEST_F(TransactionsTest, RequestTooLargeForADatagramGoesOverTcpIfThePeerMayHaveIt) {
  const Message large = request("INVITE").set_body("text/plain", std::string(1300, 'x'));
  transactions.send(large, peer, {});
  EXPECT_EQ(top_via(wire.take())->transport, "UDP");
  wire.tcp = true;
  transactions.send(large, peer, {});
  EXPECT_EQ(top_via(wire.take())->transport, "TCP");
  EXPECT_EQ(wire.last_to.transport, Protocol::tcp);
  transactions.send(request("INVITE"), peer, {});
  EXPECT_EQ(top_via(wire.take())->transport, "UDP");
}

TEST_F(TransactionsTest, LargeRequestFallsBackToUdpWhereThereIsNoTcp) {
  wire.tcp = true;
  int heard = 0;
  const auto sent = transactions.send(request("INVITE").set_body("text/plain", std::string(1300, 'x')), peer,
                                      [&](const Message& response) { heard = response.status; });
  const std::string branch = top_via(wire.take())->branch;
  transactions.unreachable({peer.address, peer.port, Protocol::tcp});
  const Message again = wire.take();
  EXPECT_EQ(top_via(again)->transport, "UDP");
  EXPECT_EQ(top_via(again)->branch, branch);
  EXPECT_EQ(wire.last_to, peer);
  deadlines.advance(std::chrono::milliseconds(500));
  EXPECT_THAT(wire.take_all(), ElementsAre("INVITE"));
  transactions.receive_response(make_response(again, 486));
  EXPECT_EQ(heard, 486);
  EXPECT_THAT(wire.take_all(), ElementsAre("ACK"));
  EXPECT_EQ(wire.last_to, peer);
}

TEST_F(TransactionsTest, PeerThatCanNotBeReachedIsAFailureAtOnce) {
  std::vector<int> heard;
  const auto log = [&](const Message& response) { heard.push_back(response.status); };
  transactions.send(request("INVITE"), peer, log);
  transactions.send(request("BYE"), {"192.0.2.3", 5060}, log);
  transactions.unreachable(peer);
  EXPECT_THAT(heard, ElementsAre(503));
  EXPECT_EQ(transactions.size(), 1);
}

TEST_F(TransactionsTest, ARequestThatHasBeenAnsweredIsNotLostWithItsConnection) {
  std::vector<int> heard;
  const auto sent = transactions.send(request("INVITE"), peer, [&](const Message& r) { heard.push_back(r.status); });
  transactions.receive_response(make_response(sent->request(), 180));
  transactions.unreachable(peer);
  EXPECT_THAT(heard, ElementsAre(180));
  EXPECT_TRUE(sent->waiting());
}

TEST_F(TransactionsTest, ResponseGoesToTheSendersPortWhenItsConnectionIsGone) {
  const Peer connection{"192.0.2.2", 40'001, Protocol::tcp};
  Message asked = request("INVITE");
  asked.add("Via", "SIP/2.0/TCP 192.0.2.2:5070;branch=z9hG4bK1");
  const auto invite = transactions.accept(asked, connection);
  invite->respond(make_response(asked, 180));
  wire.take();
  EXPECT_EQ(wire.last_to, connection);
  wire.closed.insert(connection);
  invite->respond(make_response(asked, 200));
  wire.take();
  EXPECT_EQ(wire.last_to, (Peer{"192.0.2.2", 5070, Protocol::tcp}));
}

TEST_F(TransactionsTest, CountsWhatHasNoFinalResponseYet) {
  const auto invite = transactions.accept(received("INVITE", "192.0.2.2;branch=z9hG4bK1"), peer);
  const auto bye = transactions.accept(received("BYE", "192.0.2.2;branch=z9hG4bK2"), peer);
  const auto other = transactions.accept(received("INVITE", "192.0.2.3;branch=z9hG4bK3"), {"192.0.2.3", 5060});
  invite->respond(make_response(invite->request(), 180));
  EXPECT_EQ(transactions.half_open(), 3);
  EXPECT_EQ(transactions.half_open_of({"192.0.2.2", 9}), 2);
  invite->respond(make_response(invite->request(), 486));
  bye->respond(make_response(bye->request(), 200));
  EXPECT_EQ(transactions.half_open(), 1);
  EXPECT_EQ(transactions.half_open_of(peer), 0);
}

}  // namespace
}  // namespace ringback::sip
