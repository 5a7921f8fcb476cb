#include "media/transport/rtp_transport.hpp"

#include <gtest/gtest.h>

#include <array>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

Address address(const char* ip, std::uint16_t port) {
  return *Address::parse(ip, port);
}

struct RtpTransportTest : testing::Test {
  static UdpSocket socket() { return UdpSocket::bind(address("127.0.0.1", 0)).value(); }
  bool takes(const Address& from, std::uint32_t ssrc = 7) {
    write32(&bytes[8], ssrc);
    return !transport.open(bytes, {transport.fd(), from}, now).empty();
  }
  bool takes_control(const Address& from) {
    return !transport.open(report, {transport.control_fd(), from}, now).empty();
  }
  void agree(const Address& remote, Agreement agreement = {}) {
    agreement.remote = remote;
    if (!agreement.remote_control.set() && remote.set()) {
      agreement.remote_control = remote.with_port(static_cast<std::uint16_t>(remote.port() + 1));
    }
    transport.agree(agreement, now);
  }
  void heard(const Address& from) {
    takes(from);
    transport.on_valid({transport.fd(), from}, now);
  }

  TimePoint now = TimePoint() + std::chrono::hours(1);
  std::array<std::uint8_t, 20> bytes{0x80};
  std::array<std::uint8_t, 8> report{0x80, 201, 0, 1};
  RtpTransport transport{{.sockets = {socket(), socket()},
                          .signalling = address("198.51.100.9", 5060),
                          .silence_limit = std::chrono::seconds(60)}};
  const Address described = address("192.0.2.7", 4000);
};

TEST_F(RtpTransportTest, TakesNothingAndSendsNowhereBeforeTheSdp) {
  EXPECT_FALSE(takes(described));
  EXPECT_FALSE(takes(address("198.51.100.9", 7)));
  EXPECT_EQ(transport.route(), nullptr);
}

TEST_F(RtpTransportTest, TakesTheDescribedAddressAndAnyPortOfTheSignallingOne) {
  agree(described);
  EXPECT_TRUE(takes(described));
  EXPECT_TRUE(takes(address("198.51.100.9", 7)));
  EXPECT_FALSE(takes(address("192.0.2.7", 4001)));
  EXPECT_FALSE(takes(address("203.0.113.1", 4000)));
  EXPECT_TRUE(transport.route()->remote == described);
}

TEST_F(RtpTransportTest, LocksTheFirstGoodSourceAndAnswersThere) {
  agree(described);
  const auto behind_nat = address("198.51.100.9", 61000);
  heard(behind_nat);
  EXPECT_TRUE(transport.route()->remote == behind_nat);
  EXPECT_TRUE(takes(behind_nat));
  EXPECT_FALSE(takes(described));
  EXPECT_FALSE(takes(address("198.51.100.9", 61001)));
}

TEST_F(RtpTransportTest, TheNextSdpUnlocks) {
  agree(described);
  heard(address("198.51.100.9", 61000));
  agree(address("192.0.2.8", 6000));
  EXPECT_TRUE(transport.route()->remote == address("192.0.2.8", 6000));
  EXPECT_TRUE(takes(address("192.0.2.8", 6000)));
  EXPECT_FALSE(takes(described));
}

TEST_F(RtpTransportTest, TheSameSdpAgainKeepsTheLock) {
  agree(described);
  heard(address("198.51.100.9", 61000));
  agree(described);
  EXPECT_TRUE(transport.route()->remote == address("198.51.100.9", 61000));
}

TEST_F(RtpTransportTest, AHoldThatNamesNoAddressKeepsTheLock) {
  agree(described);
  const auto behind_nat = address("198.51.100.9", 61000);
  heard(behind_nat);
  transport.agree({.may_send = false}, {});
  EXPECT_TRUE(takes(behind_nat));
  agree(described);
  EXPECT_TRUE(transport.route()->remote == behind_nat);
}

TEST_F(RtpTransportTest, WithoutAnAddressInTheSdpItWaitsToBeCalled) {
  agree({});
  EXPECT_EQ(transport.route(), nullptr);
  EXPECT_FALSE(takes(described));
  heard(address("198.51.100.9", 7));
  EXPECT_NE(transport.route(), nullptr);
}

TEST_F(RtpTransportTest, FollowsANatThatBindsAnew) {
  agree(described);
  heard(address("198.51.100.9", 61000));
  const auto rebound = address("198.51.100.9", 61777);
  EXPECT_FALSE(takes(rebound));  // the old one is still talking
  now += std::chrono::seconds(1);
  EXPECT_FALSE(takes(rebound, 8));                       // another stream
  EXPECT_FALSE(takes(address("198.51.100.10", 61777)));  // another machine
  EXPECT_TRUE(takes(rebound));
  heard(rebound);
  EXPECT_TRUE(transport.route()->remote == rebound);
  EXPECT_FALSE(takes(address("198.51.100.9", 61000)));
}

TEST_F(RtpTransportTest, RtcpHasAPortOfItsOwn) {
  agree(described);
  EXPECT_EQ(transport.control_route()->fd, transport.control_fd());
  EXPECT_TRUE(transport.control_route()->remote == address("192.0.2.7", 4001));
  EXPECT_TRUE(takes_control(address("192.0.2.7", 4001)));
  EXPECT_FALSE(takes_control(address("203.0.113.1", 4001)));
  EXPECT_TRUE(transport.open(bytes, {transport.control_fd(), described}, now).empty());  // RTP
  const auto behind_nat = address("198.51.100.9", 61001);
  EXPECT_TRUE(takes_control(behind_nat));
  transport.on_control({transport.control_fd(), behind_nat}, now);
  EXPECT_TRUE(transport.control_route()->remote == behind_nat);
  EXPECT_FALSE(takes_control(address("192.0.2.7", 4001)));
}

TEST_F(RtpTransportTest, MultiplexedRtcpTakesTheWayOfRtp) {
  agree(described, {.rtcp_mux = true});
  EXPECT_EQ(transport.control_route(), transport.route());
  const auto behind_nat = address("198.51.100.9", 61000);
  heard(behind_nat);
  EXPECT_FALSE(transport.open(report, {transport.fd(), behind_nat}, now).empty());
  EXPECT_TRUE(transport.open(report, {transport.fd(), described}, now).empty());
}

TEST_F(RtpTransportTest, ASilentPeerIsLostOnceItIsExpected) {
  agree(described);
  now += std::chrono::minutes(5);  // it rings
  EXPECT_FALSE(transport.lost(now));
  transport.expect_media(now);
  EXPECT_FALSE(transport.lost(now + std::chrono::seconds(60)));
  EXPECT_TRUE(transport.lost(now + std::chrono::seconds(61)));
  now += std::chrono::seconds(50);
  heard(described);
  EXPECT_FALSE(transport.lost(now + std::chrono::seconds(60)));
  transport.on_control({transport.control_fd(), address("192.0.2.7", 4001)}, now + std::chrono::seconds(30));
  EXPECT_FALSE(transport.lost(now + std::chrono::seconds(89)));
  EXPECT_TRUE(transport.lost(now + std::chrono::seconds(91)));
}

TEST_F(RtpTransportTest, APeerOnHoldMayBeSilent) {
  for (const auto& [send, receive] : {std::pair(false, true), std::pair(true, false), std::pair(false, false)}) {
    agree(described, {.may_send = send, .may_receive = receive});
    transport.expect_media(now);
    EXPECT_FALSE(transport.lost(now + std::chrono::hours(1)));
  }
  now += std::chrono::hours(1);
  agree(described);  // it resumes
  EXPECT_FALSE(transport.lost(now + std::chrono::seconds(59)));
  EXPECT_TRUE(transport.lost(now + std::chrono::seconds(61)));
}

}  // namespace
}  // namespace ringback::media
