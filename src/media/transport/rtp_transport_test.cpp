#include "media/transport/rtp_transport.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ringback::media {
namespace {

Address address(const char* ip, std::uint16_t port) {
  return *Address::parse(ip, port);
}

struct RtpTransportTest : testing::Test {
  bool takes(const Address& from) { return !transport.open(bytes, {transport.fd(), from}).empty(); }
  void agree(const Address& remote) { transport.agree({.remote = remote}, {}); }
  void heard(const Address& from) { transport.on_valid({transport.fd(), from}); }

  std::array<std::uint8_t, 20> bytes{};
  RtpTransport transport{UdpSocket::bind(address("127.0.0.1", 0)).value(), address("198.51.100.9", 5060)};
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

TEST_F(RtpTransportTest, WithoutAnAddressInTheSdpItWaitsToBeCalled) {
  agree({});
  EXPECT_EQ(transport.route(), nullptr);
  EXPECT_FALSE(takes(described));
  heard(address("198.51.100.9", 7));
  EXPECT_NE(transport.route(), nullptr);
}

}  // namespace
}  // namespace ringback::media
