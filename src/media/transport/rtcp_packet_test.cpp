#include "media/transport/rtcp_packet.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes part(std::uint8_t first, RtcpType type, std::size_t size) {
  Bytes bytes(size);
  bytes[0] = first;
  bytes[1] = static_cast<std::uint8_t>(type);
  write16(&bytes[2], static_cast<std::uint16_t>(size / 4 - 1));
  return bytes;
}

Bytes block(std::uint32_t ssrc, std::uint32_t lost) {
  Bytes bytes(ReportBlock::size);
  write32(bytes.data(), ssrc);
  write32(&bytes[4], lost);
  for (std::uint32_t word = 2; word < 6; ++word) write32(&bytes[4 * word], word * 1000);
  return bytes;
}

Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// A sender report with blocks of their own size counted in.
Bytes report(RtcpType type, const std::vector<Bytes>& blocks) {
  const std::size_t head = type == RtcpType::sender_report ? 28 : 8;
  auto bytes = part(static_cast<std::uint8_t>(0x80 | blocks.size()), type, head + 24 * blocks.size());
  bytes.resize(head);
  if (type == RtcpType::sender_report) write32(&bytes[10], 0x22223333);
  for (const auto& each : blocks) bytes = bytes + each;
  return bytes;
}

TEST(RtcpPacket, TellsWhenASenderReportWasSent) {
  const auto packet = parse_rtcp(report(RtcpType::sender_report, {}), 7);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->sent_at, 0x22223333U);
  EXPECT_FALSE(packet->about_us);
  EXPECT_FALSE(packet->bye);
}

TEST(RtcpPacket, FindsTheBlockAboutUsInBothKindsOfReport) {
  for (const auto type : {RtcpType::sender_report, RtcpType::receiver_report}) {
    const auto packet = parse_rtcp(report(type, {block(9, 0), block(7, 0x40000005)}), 7);
    ASSERT_TRUE(packet && packet->about_us);
    EXPECT_EQ(packet->about_us->fraction_lost, 0x40);
    EXPECT_EQ(packet->about_us->lost, 5);
    EXPECT_EQ(packet->about_us->highest, 2000U);
    EXPECT_EQ(packet->about_us->jitter, 3000U);
    EXPECT_EQ(packet->about_us->last_report, 4000U);
    EXPECT_EQ(packet->about_us->delay, 5000U);
  }
}

TEST(RtcpPacket, ReadsALossBelowZero) {
  const auto packet = parse_rtcp(report(RtcpType::receiver_report, {block(7, 0x00FFFFFE)}), 7);
  ASSERT_TRUE(packet && packet->about_us);
  EXPECT_EQ(packet->about_us->lost, -2);
}

TEST(RtcpPacket, FindsAGoodbyeBehindAReport) {
  const auto packet = parse_rtcp(report(RtcpType::receiver_report, {}) + part(0x81, RtcpType::bye, 8), 7);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->bye);
}

TEST(RtcpPacket, PassesOverWhatItDoesNotKnow) {
  const auto feedback = part(0x81, static_cast<RtcpType>(206), 12);
  EXPECT_TRUE(parse_rtcp(feedback, 7));
  EXPECT_TRUE(parse_rtcp(feedback + part(0x81, RtcpType::source_description, 12), 7));
}

TEST(RtcpPacket, RefusesWhatDoesNotAddUp) {
  auto short_of_blocks = report(RtcpType::receiver_report, {});
  short_of_blocks[0] = 0x81;
  auto cut = report(RtcpType::sender_report, {});
  cut.pop_back();
  const Bytes rows[] = {
      {},
      Bytes(3, 0x80),
      cut,
      short_of_blocks,
      part(0x80, RtcpType::sender_report, 24),                                               // no room for its info
      part(0x40, RtcpType::receiver_report, 8),                                              // version 1
      report(RtcpType::receiver_report, {}) + Bytes{0x81},                                   // a stray byte
      part(0xA0, RtcpType::receiver_report, 8) + part(0x80, RtcpType::receiver_report, 8)};  // padding inside
  for (const auto& row : rows) EXPECT_FALSE(parse_rtcp(row, 7)) << row.size();
}

}  // namespace
}  // namespace ringback::media
