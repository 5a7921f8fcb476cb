#include "media/transport/reception.hpp"

#include <gtest/gtest.h>

#include <array>

#include "media/transport/byte_order.hpp"
#include "media/transport/sender_report.hpp"

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

struct ReceptionTest : testing::Test {
  TimePoint at(int ms) const { return TimePoint{} + std::chrono::hours(1) + milliseconds(ms); }
  void packet(std::uint16_t sequence, int ms, std::uint32_t ssrc = 7) {
    reception.on_packet({.sequence = sequence, .timestamp = sequence * 160U, .ssrc = ssrc}, at(ms));
  }
  void report(int ms = 0) { reception.write_block(block, at(ms)); }
  std::uint32_t word(std::size_t index) const { return read32(&block[4 * index]); }
  std::uint32_t fraction_lost() const { return word(1) >> 24; }
  std::uint32_t lost() const { return word(1) & 0xFFFFFFU; }

  Reception reception;
  std::array<std::uint8_t, Reception::block_size> block{};
};

TEST_F(ReceptionTest, ReportsACleanStream) {
  for (std::uint16_t i = 0; i < 100; ++i) packet(i, i * 20);
  report();
  EXPECT_EQ(word(0), 7U);
  EXPECT_EQ(word(1), 0U);
  EXPECT_EQ(word(2), 99U);
  EXPECT_EQ(word(3), 0U);
  EXPECT_EQ(word(4), 0U);  // no sender report yet
  EXPECT_EQ(word(5), 0U);
}

TEST_F(ReceptionTest, CountsLossInAllAndSinceTheLastReport) {
  for (const std::uint16_t i : {0, 1, 4, 5, 6, 7}) packet(i, i * 20);
  report();
  EXPECT_EQ(lost(), 2U);
  EXPECT_EQ(fraction_lost(), 64U);
  for (std::uint16_t i = 8; i < 16; ++i) packet(i, i * 20);
  report();
  EXPECT_EQ(lost(), 2U);
  EXPECT_EQ(fraction_lost(), 0U);
}

TEST_F(ReceptionTest, CountsCyclesOfSequenceNumbers) {
  for (const std::uint16_t i : {65534, 65535, 0, 1}) packet(i, 0);
  report();
  EXPECT_EQ(word(2), 0x10001U);
  EXPECT_EQ(lost(), 0U);
}

TEST_F(ReceptionTest, StartsAnewWithANewSource) {
  packet(100, 0);
  packet(5000, 20, 8);
  report();
  EXPECT_EQ(word(0), 8U);
  EXPECT_EQ(lost(), 0U);
}

TEST_F(ReceptionTest, MeasuresJitter) {
  for (std::uint16_t i = 0; i < 200; ++i) packet(i, i * 20 + (i % 2) * 10);
  report();
  EXPECT_NEAR(word(3), 80, 8);  // 10 ms of 8000 Hz
}

TEST_F(ReceptionTest, TellsTheDelaySinceThePeersReport) {
  packet(1, 0);
  std::array<std::uint8_t, 28> sender_report{0x80, 200, 0, 6};
  write32(&sender_report[8], 0x11112222);
  write32(&sender_report[12], 0x33334444);
  reception.on_control(sender_report, at(1000));
  report(1500);
  EXPECT_EQ(word(4), 0x22223333U);
  EXPECT_EQ(word(5), 32768U);
}

TEST_F(ReceptionTest, IgnoresMalformedControlPackets) {
  packet(1, 0);
  const std::array<std::uint8_t, 8> cut{0x80, 200, 0, 6, 1, 1, 1, 1};
  const std::array<std::uint8_t, 4> tiny{0x80, 200, 0, 0};
  reception.on_control(cut, at(0));
  reception.on_control(tiny, at(0));
  report();
  EXPECT_EQ(word(4), 0U);
}

TEST(SenderReport, IsACompoundPacketWithAName) {
  Reception reception;
  std::array<std::uint8_t, max_sender_report> bytes{};
  const TimePoint now = TimePoint{} + std::chrono::seconds(3) + milliseconds(500);
  EXPECT_EQ(write_sender_report({9, 1234, 50, 8000}, reception, now, bytes), 28U + 24);
  EXPECT_EQ(read16(&bytes[2]), 6);
  EXPECT_EQ(read32(&bytes[4]), 9U);
  EXPECT_EQ(read32(&bytes[8]), 3U);
  EXPECT_EQ(read32(&bytes[12]), 0x80000000U);
  EXPECT_EQ(read32(&bytes[16]), 1234U);
  EXPECT_EQ(bytes[28 + 1], 202);
  EXPECT_EQ(read16(&bytes[28 + 2]), 5);
  reception.on_packet({.ssrc = 4}, now);
  EXPECT_EQ(write_sender_report({9, 1234, 50, 8000}, reception, now, bytes), 28U + 24 + 24);
  EXPECT_EQ(bytes[0], 0x81);
  EXPECT_EQ(read32(&bytes[28]), 4U);
}

}  // namespace
}  // namespace ringback::media
