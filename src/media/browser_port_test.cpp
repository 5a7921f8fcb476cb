#include "media/browser_port.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include "media/transport/stun_check_writer.hpp"

namespace ringback::media {
namespace {

// Two browsers on one port. Their datagrams are handed over by the test; answers go to a real socket.
struct BrowserPortTest : testing::Test {
  using Bytes = std::vector<std::uint8_t>;
  static constexpr StreamId alice{0, 1, 1};
  static constexpr StreamId bob{0, 2, 2};

  BrowserPortTest() {
    port.add(alice, alice_transport);
    port.add(bob, bob_transport);
  }
  StreamId receive(Bytes bytes, const Address& from) {
    const auto id = port.receive({bytes, from}, port.sockets()[0].fd(), out, now);
    out.flush();
    return id;
  }
  void check(const char* ufrag, const char* password, const Address& from) {
    receive(StunCheckWriter::write({.username = std::string(ufrag) + ":peer", .password = password}), from);
  }
  StreamId rtp(const Address& from) { return receive(Bytes(20, 0x80), from); }
  static bool answered(const UdpSocket& socket) {
    pollfd waiting{socket.fd(), POLLIN, 0};
    Bytes bytes(max_datagram);
    return poll(&waiting, 1, 100) == 1 && recv(socket.fd(), bytes.data(), bytes.size(), 0) > 0;
  }
  static UdpSocket socket() { return UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value(); }
  static std::vector<UdpSocket> one_socket() {
    std::vector<UdpSocket> sockets;
    sockets.push_back(socket());
    return sockets;
  }

  TimePoint now = TimePoint{} + std::chrono::hours(1);
  SendBatch out;
  const DtlsIdentity identity = DtlsIdentity::create().value();
  WebRtcTransport alice_transport{identity, {"alice", "secret of alice"}};
  WebRtcTransport bob_transport{identity, {"bob", "secret of bob"}};
  BrowserPort port{one_socket()};
  UdpSocket browser = socket();
  UdpSocket other = socket();
};

TEST_F(BrowserPortTest, AnAuthenticatedCheckIsAnsweredAndOpensItsAddress) {
  EXPECT_FALSE(rtp(browser.local()));
  check("alice", "secret of alice", browser.local());
  EXPECT_TRUE(answered(browser));
  EXPECT_EQ(rtp(browser.local()), alice);
  EXPECT_FALSE(rtp(other.local()));
}

TEST_F(BrowserPortTest, TwoBrowsersAreKeptApart) {
  check("alice", "secret of alice", browser.local());
  check("bob", "secret of bob", other.local());
  EXPECT_EQ(rtp(browser.local()), alice);
  EXPECT_EQ(rtp(other.local()), bob);
}

TEST_F(BrowserPortTest, AStrangersCheckGetsNoAnswer) {
  check("nobody", "secret of alice", browser.local());
  check("alice", "secret of bob", browser.local());
  EXPECT_FALSE(answered(browser));
  EXPECT_FALSE(rtp(browser.local()));
  EXPECT_EQ(port.dropped(), 3U);
}

TEST_F(BrowserPortTest, CredentialsBeforeAnIceRestartEndWithTheFirstCheckAfterIt) {
  alice_transport.agree({.local_ice = {"alice2", "another secret"}}, now);
  port.add(alice, alice_transport);
  check("alice2", "another secret", browser.local());
  EXPECT_TRUE(answered(browser));
  check("alice", "secret of alice", other.local());
  EXPECT_FALSE(answered(other));
  EXPECT_FALSE(rtp(other.local()));
}

TEST_F(BrowserPortTest, NothingReachesASessionThatHasEnded) {
  check("alice", "secret of alice", browser.local());
  EXPECT_TRUE(answered(browser));
  port.remove(alice);
  EXPECT_FALSE(rtp(browser.local()));
  check("alice", "secret of alice", browser.local());
  EXPECT_FALSE(answered(browser));
}

TEST_F(BrowserPortTest, AnAddressThatAnotherBrowserTakesOverIsItsOwn) {
  check("alice", "secret of alice", browser.local());
  check("bob", "secret of bob", browser.local());
  EXPECT_EQ(rtp(browser.local()), bob);
  port.remove(alice);
  EXPECT_EQ(rtp(browser.local()), bob);
}

TEST_F(BrowserPortTest, ManyAddressesOfOneBrowserAreBounded) {
  for (std::uint16_t number = 1; number <= 20; ++number) {
    check("alice", "secret of alice", *Address::parse("127.0.0.1", number));
  }
  int open = 0;
  for (std::uint16_t number = 1; number <= 20; ++number) {
    open += rtp(*Address::parse("127.0.0.1", number)) == alice ? 1 : 0;
  }
  EXPECT_EQ(open, static_cast<int>(IcePaths::capacity));
}

TEST_F(BrowserPortTest, HandshakesWaitForTheirTurn) {
  check("alice", "secret of alice", browser.local());
  for (int i = 0; i < 5; ++i) receive(Bytes(20, 22), browser.local());
  EXPECT_TRUE(port.handshakes_wait());
  port.continue_handshakes(2, out);
  port.continue_handshakes(2, out);
  EXPECT_TRUE(port.handshakes_wait());
  port.continue_handshakes(2, out);
  EXPECT_FALSE(port.handshakes_wait());
}

TEST_F(BrowserPortTest, AFloodOfHandshakesIsDropped) {
  check("alice", "secret of alice", browser.local());
  for (int i = 0; i < 1000; ++i) receive(Bytes(20, 22), browser.local());
  EXPECT_EQ(port.dropped(), 1000U - 64);
  receive(Bytes(20, 22), other.local());  // never checked
  EXPECT_EQ(port.dropped(), 1000U - 64 + 1);
}

TEST_F(BrowserPortTest, AHandshakeOfAnEndedSessionIsForgotten) {
  check("alice", "secret of alice", browser.local());
  receive(Bytes(20, 22), browser.local());
  port.remove(alice);
  port.continue_handshakes(2, out);
  EXPECT_FALSE(port.handshakes_wait());
}

}  // namespace
}  // namespace ringback::media
