#include "sip/tcp_transport.hpp"

#include "sip/tcp_fixture.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using TcpTransportTest = TcpFixture;

TEST_F(TcpTransportTest, OneConnectionIsUsedBothWays) {
  open();
  auto phone = connect();
  write(phone, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  EXPECT_EQ(last_from, name(phone));
  transport->send("answer", last_from);
  EXPECT_EQ(read(phone, 6), "answer");
  EXPECT_EQ(transport->statistics().connections, 1);
}

TEST_F(TcpTransportTest, CutsTheStreamIntoMessages) {
  open();
  auto phone = connect();
  write(phone, bye + bye + bye.substr(0, 10));
  ASSERT_TRUE(until([&] { return heard.size() == 2; }));
  write(phone, bye.substr(10));
  ASSERT_TRUE(until([&] { return heard.size() == 3; }));
  EXPECT_THAT(heard, ElementsAre(bye, bye, bye));
}

TEST_F(TcpTransportTest, AnswersAKeepAlive) {
  open();
  auto phone = connect();
  write(phone, "\r\n\r\n");
  EXPECT_EQ(read(phone, 2), "\r\n");
  EXPECT_THAT(heard, IsEmpty());
}

TEST_F(TcpTransportTest, MakesTheConnectionThatIsNeededAndKeepsIt) {
  open();
  boost::asio::ip::tcp::acceptor trunk(io, Endpoint(boost::asio::ip::make_address("127.0.0.1"), 0));
  const Peer peer{"127.0.0.1", trunk.local_endpoint().port(), Protocol::tcp};
  transport->send("one", peer);
  transport->send("two", peer);
  EXPECT_TRUE(transport->connected(peer));
  Socket accepted = trunk.accept();
  EXPECT_EQ(read(accepted, 6), "onetwo");
  write(accepted, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  EXPECT_EQ(last_from, peer);
}

TEST_F(TcpTransportTest, SaysWhoDoesNotTakeConnections) {
  open();
  std::uint16_t port = 0;
  {
    boost::asio::ip::tcp::acceptor gone(io, Endpoint(boost::asio::ip::make_address("127.0.0.1"), 0));
    port = gone.local_endpoint().port();
  }
  const Peer peer{"127.0.0.1", port, Protocol::tcp};
  transport->send("x", peer);
  ASSERT_TRUE(until([&] { return !lost.empty(); }));
  EXPECT_THAT(lost, ElementsAre(peer));
  EXPECT_FALSE(last_was_connected);
  EXPECT_FALSE(transport->connected(peer));
}

TEST_F(TcpTransportTest, SaysThatANameIsNoAddressLater) {
  open();
  transport->send("x", {"no address", 1, Protocol::tcp});
  EXPECT_THAT(lost, IsEmpty());
  EXPECT_TRUE(until([&] { return lost.size() == 1; }));
}

TEST_F(TcpTransportTest, SaysThatAConnectionHasEnded) {
  open();
  auto phone = connect();
  const Peer peer = name(phone);
  write(phone, bye);
  until([&] { return !heard.empty(); });
  phone.close();
  ASSERT_TRUE(until([&] { return !lost.empty(); }));
  EXPECT_THAT(lost, ElementsAre(peer));
  EXPECT_TRUE(last_was_connected);
}

TEST_F(TcpTransportTest, ClosesAfterWhatItCanNotFrame) {
  open();
  auto phone = connect();
  write(phone, "BYE sip:x SIP/2.0\r\nContent-Length: many\r\n\r\n");
  EXPECT_TRUE(is_closed(phone));
  EXPECT_THAT(heard, ElementsAre(HasSubstr("many")));
}

TEST_F(TcpTransportTest, TakesNoMoreConnectionsThanItsLimits) {
  Options options = loopback();
  options.limits.tcp_connections_per_source = 2;
  open(options);
  auto first = connect();
  auto second = connect();
  auto third = connect();
  EXPECT_TRUE(is_closed(third));
  EXPECT_EQ(transport->statistics().connections, 2);
  EXPECT_EQ(transport->statistics().refused, 1);
  first.close();
  ASSERT_TRUE(until([&] { return transport->statistics().connections == 1; }));
  auto fourth = connect();
  write(fourth, bye);
  EXPECT_TRUE(until([&] { return heard.size() == 1; }));
}

TEST_F(TcpTransportTest, ListensOnIpv6AndIpv4AtOnce) {
  Options options = loopback();
  options.bind_address = "::";
  open(options);
  auto six = connect("::1");
  auto four = connect("127.0.0.1");
  write(six, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  EXPECT_EQ(last_from, name(six));
  write(four, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 2; }));
  EXPECT_EQ(last_from, name(four));
}

TEST_F(TcpTransportTest, NamesTheAddressThatIsTaken) {
  open();
  const auto second = TcpTransport::open(loopback(), transport->port(), io.get_executor(), deadlines);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("TCP 127.0.0.1:" + std::to_string(transport->port())));
}

// Time-outs.
TEST_F(TcpTransportTest, AStrangersSilentConnectionEnds) {
  open();
  auto stranger = connect();
  ASSERT_TRUE(until([&] { return transport->statistics().connections == 1; }));
  deadlines.advance(Limits{}.tcp_stranger_idle_time - seconds(1));
  EXPECT_EQ(transport->statistics().connections, 1);
  deadlines.advance(seconds(1));
  EXPECT_TRUE(is_closed(stranger));
}

TEST_F(TcpTransportTest, AKeepAliveKeepsTheConnection) {
  open();
  auto stranger = connect();
  for (int i = 0; i < 3; ++i) {
    deadlines.advance(seconds(20));
    write(stranger, "\r\n\r\n");
    EXPECT_EQ(read(stranger, 2), "\r\n");
  }
  EXPECT_EQ(transport->statistics().connections, 1);
}

TEST_F(TcpTransportTest, AConnectionThatIsTrustedMayBeSilentForAnHour) {
  open();
  auto phone = connect();
  write(phone, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  transport->trust(last_from);
  deadlines.advance(std::chrono::hours(1));
  EXPECT_EQ(transport->statistics().connections, 1);
  deadlines.advance(Limits{}.tcp_idle_time);
  EXPECT_TRUE(is_closed(phone));
}

TEST_F(TcpTransportTest, WhoeverTakesTooLongOverAMessageIsCutOff) {
  open();
  auto slow = connect();
  write(slow, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  transport->trust(last_from);
  write(slow, "B");
  read_what_came();
  deadlines.advance(Limits{}.tcp_message_time - seconds(1));
  write(slow, "YE");
  read_what_came();
  deadlines.advance(seconds(1));
  EXPECT_TRUE(is_closed(slow));
}

TEST_F(TcpTransportTest, WhoeverDoesNotReadIsCutOff) {
  open();
  auto deaf = connect();
  write(deaf, bye);
  ASSERT_TRUE(until([&] { return heard.size() == 1; }));
  const std::string much(100'000, 'x');
  for (int i = 0; i < 200 && lost.empty(); ++i) {
    transport->send(much, last_from);
    read_what_came();
  }
  EXPECT_THAT(lost, ElementsAre(name(deaf)));
}

TEST_F(TcpTransportTest, AConnectThatHangsIsGivenUp) {
  open();
  // The queue of this one is full, so the kernel leaves further connections without an answer.
  boost::asio::ip::tcp::acceptor full(io, boost::asio::ip::tcp::v4());
  full.bind(Endpoint(boost::asio::ip::make_address("127.0.0.1"), 0));
  full.listen(0);
  std::vector<Socket> waiting;
  for (int i = 0; i < 2; ++i) {
    waiting.emplace_back(io, boost::asio::ip::tcp::v4());
    waiting.back().async_connect(full.local_endpoint(), [](boost::system::error_code) {});
  }
  const Peer peer{"127.0.0.1", full.local_endpoint().port(), Protocol::tcp};
  transport->send("x", peer);
  io.poll();
  EXPECT_THAT(lost, IsEmpty());
  deadlines.advance(Limits{}.tcp_connect_time);
  EXPECT_TRUE(until([&] { return !lost.empty(); }));
  EXPECT_FALSE(last_was_connected);
}

}  // namespace
}  // namespace ringback::sip
