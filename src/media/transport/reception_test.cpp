#include "media/transport/reception.hpp"

#include <gtest/gtest.h>

#include <array>

#include "media/transport/byte_order.hpp"

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
  std::array<std::uint8_t, ReportBlock::size> block{};
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
  reception.on_sender_report(0x22223333, at(1000));
  report(1500);
  EXPECT_EQ(word(4), 0x22223333U);
  EXPECT_EQ(word(5), 32768U);
}

TEST_F(ReceptionTest, MeasuresJitterOnTheClockOfTheCodec) {
  reception.set_clock(48000);
  for (std::uint16_t i = 0; i < 200; ++i) {
    reception.on_packet({.sequence = i, .timestamp = i * 960U, .ssrc = 7}, at(i * 20 + (i % 2) * 10));
  }
  EXPECT_NEAR(reception.jitter_ms(), 10, 1);
}

TEST_F(ReceptionTest, TakesNoJitterFromEvents) {
  for (std::uint16_t i = 0; i < 50; ++i) {
    reception.on_packet({.sequence = i, .timestamp = 160, .ssrc = 7}, at(i * 20), false);
  }
  EXPECT_EQ(reception.jitter_ms(), 0);
}

TEST_F(ReceptionTest, SumsUpWhatAllSourcesLost) {
  for (const std::uint16_t i : {0, 1, 4}) packet(i, i * 20);
  for (const std::uint16_t i : {9000, 9003}) packet(i, 100, 8);
  EXPECT_EQ(reception.packets(), 5U);
  EXPECT_EQ(reception.lost(), 4U);
}

TEST_F(ReceptionTest, ASourceThatHasSaidGoodbyeIsNotReportedOn) {
  for (const std::uint16_t i : {0, 1, 4}) packet(i, i * 20);
  reception.on_bye();
  EXPECT_FALSE(reception.active());
  EXPECT_EQ(reception.lost(), 2U);
}

}  // namespace
}  // namespace ringback::media
