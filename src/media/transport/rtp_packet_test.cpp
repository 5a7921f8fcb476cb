#include "media/transport/rtp_packet.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ringback::media {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes packet(std::uint8_t first, Bytes rest) {
  Bytes bytes{first, 0x88, 0x12, 0x34, 0, 0, 0, 160, 1, 2, 3, 4};
  bytes.insert(bytes.end(), rest.begin(), rest.end());
  return bytes;
}

TEST(RtpPacket, ReadsWhatItWrote) {
  Bytes bytes(rtp_header_size);
  write_rtp_header({.payload_type = 101, .marker = true, .sequence = 65535, .timestamp = 4000000000, .ssrc = 7},
                   std::span<std::uint8_t, rtp_header_size>(bytes));
  bytes.push_back(42);
  const auto read = parse_rtp(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->header.payload_type, 101);
  EXPECT_TRUE(read->header.marker);
  EXPECT_EQ(read->header.sequence, 65535);
  EXPECT_EQ(read->header.timestamp, 4000000000);
  EXPECT_EQ(read->header.ssrc, 7U);
  ASSERT_EQ(read->payload.size(), 1U);
  EXPECT_EQ(read->payload[0], 42);
}

TEST(RtpPacket, FindsThePayload) {
  const struct {
    const char* what;
    Bytes bytes;
    std::size_t payload;
  } rows[] = {
      {"plain", packet(0x80, {1, 2, 3}), 3},
      {"empty", packet(0x80, {}), 0},
      {"a contributing source", packet(0x81, {9, 9, 9, 9, 1}), 1},
      {"padding", packet(0xA0, {1, 2, 0, 2}), 2},
      {"an extension of one word", packet(0x90, {0xBE, 0xDE, 0, 1, 9, 9, 9, 9, 1, 2}), 2},
      {"all of them", packet(0xB1, {9, 9, 9, 9, 0xBE, 0xDE, 0, 0, 5, 6, 1}), 2},
  };
  for (const auto& row : rows) {
    const auto read = parse_rtp(row.bytes);
    ASSERT_TRUE(read) << row.what;
    EXPECT_EQ(read->payload.size(), row.payload) << row.what;
    EXPECT_EQ(read->header.payload_type, 8) << row.what;
  }
}

TEST(RtpPacket, RefusesWhatPromisesMoreThanItHas) {
  const Bytes rows[] = {{},
                        Bytes(11, 0x80),
                        packet(0x40, {}),               // version 1
                        packet(0x81, {1, 2, 3}),        // a source of 3 bytes
                        packet(0x90, {0, 0, 0}),        // no extension header
                        packet(0x90, {0, 0, 0, 1, 1}),  // short extension
                        packet(0xA0, {1, 0}),           // no padding count
                        packet(0xA0, {1, 3})};          // longer than the payload
  for (const auto& row : rows) EXPECT_FALSE(parse_rtp(row));
}

TEST(RtpPacket, TellsApartWhatSharesAPort) {
  const struct {
    Bytes bytes;
    PacketKind kind;
  } rows[] = {{{0, 1}, PacketKind::stun},      {{22, 254}, PacketKind::dtls},  {{0x80, 0x80}, PacketKind::rtp},
              {{0x80, 200}, PacketKind::rtcp}, {{0x90, 126}, PacketKind::rtp}, {{0xBF, 223}, PacketKind::rtcp},
              {{4, 0}, PacketKind::unknown},   {{64, 0}, PacketKind::unknown}, {{200, 0}, PacketKind::unknown},
              {{0x80}, PacketKind::unknown},   {{19, 1}, PacketKind::unknown}};
  for (const auto& row : rows) EXPECT_EQ(classify(row.bytes), row.kind) << int{row.bytes[0]};
}

}  // namespace
}  // namespace ringback::media
