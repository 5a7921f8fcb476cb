#include "media/transport/srtp.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ringback::media {
namespace {

struct SrtpTest : testing::Test {
  using Bytes = std::vector<std::uint8_t>;
  SrtpTest() {
    keys.client.fill(1);
    keys.server.fill(2);
    server = std::move(*Srtp::create(keys.server, keys.client));
    browser = std::move(*Srtp::create(keys.client, keys.server));
  }
  static Bytes packet(std::uint16_t sequence, std::size_t payload = 160) {
    Bytes bytes(rtp_header_size + payload, 0x55);
    write_rtp_header({.sequence = sequence, .ssrc = 9}, std::span<std::uint8_t, rtp_header_size>(bytes.data(), 12));
    return bytes;
  }
  static Bytes sealed(Srtp& by, PacketKind kind, Bytes plain) {
    const auto size = plain.size();
    plain.resize(size + Srtp::overhead);
    plain.resize(by.protect(kind, plain, size));
    return plain;
  }
  SrtpKeys keys;
  Srtp server, browser;
};

TEST_F(SrtpTest, WhatIsSealedIsOpenedByTheOtherSide) {
  auto bytes = sealed(server, PacketKind::rtp, packet(1));
  EXPECT_EQ(bytes.size(), 172U + 10);
  EXPECT_NE(bytes[20], 0x55);
  const auto opened = browser.unprotect(PacketKind::rtp, bytes);
  const auto expected = packet(1);
  EXPECT_TRUE(std::equal(opened.begin(), opened.end(), expected.begin(), expected.end()));
}

TEST_F(SrtpTest, ControlPacketsToo) {
  Bytes report(28, 0);
  report[0] = 0x80;
  report[1] = 200;
  report[3] = 6;
  auto bytes = sealed(browser, PacketKind::rtcp, report);
  EXPECT_EQ(bytes.size(), 28U + 14);
  const auto opened = server.unprotect(PacketKind::rtcp, bytes);
  EXPECT_TRUE(std::equal(opened.begin(), opened.end(), report.begin(), report.end()));
}

TEST_F(SrtpTest, ForgedAndCutPacketsAreRefused) {
  auto forged = sealed(server, PacketKind::rtp, packet(1));
  forged[30] ^= 1;
  EXPECT_TRUE(browser.unprotect(PacketKind::rtp, forged).empty());
  for (std::size_t size = 0; size < 24; ++size) {
    auto cut = sealed(server, PacketKind::rtp, packet(static_cast<std::uint16_t>(2 + size)));
    cut.resize(size);
    EXPECT_TRUE(browser.unprotect(PacketKind::rtp, cut).empty());
    EXPECT_TRUE(browser.unprotect(PacketKind::rtcp, cut).empty());
  }
}

TEST_F(SrtpTest, AReplayIsRefused) {
  const auto bytes = sealed(server, PacketKind::rtp, packet(1));
  auto first = bytes;
  auto again = bytes;
  EXPECT_FALSE(browser.unprotect(PacketKind::rtp, first).empty());
  EXPECT_TRUE(browser.unprotect(PacketKind::rtp, again).empty());
}

TEST_F(SrtpTest, NothingIsSentTwiceUnderOneNumber) {
  EXPECT_FALSE(sealed(server, PacketKind::rtp, packet(1)).empty());
  EXPECT_TRUE(sealed(server, PacketKind::rtp, packet(1)).empty());
}

TEST_F(SrtpTest, NeedsRoomForItsTag) {
  auto bytes = packet(1);
  EXPECT_EQ(server.protect(PacketKind::rtp, bytes, bytes.size()), 0U);
}

}  // namespace
}  // namespace ringback::media
