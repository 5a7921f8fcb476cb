#include "media/transport/rtcp_writer.hpp"

#include <gtest/gtest.h>

#include <array>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

struct RtcpWriterTest : testing::Test {
  std::size_t write(RtcpContents contents) { return write_rtcp({9, 1234, 50, 8000}, contents, reception, now, bytes); }
  const TimePoint now = TimePoint{} + std::chrono::seconds(3) + std::chrono::milliseconds(500);
  Reception reception;
  std::array<std::uint8_t, max_rtcp> bytes{};
};

TEST_F(RtcpWriterTest, ASenderReportIsACompoundPacketWithAName) {
  EXPECT_EQ(write({}), 28U + 24);
  EXPECT_EQ(bytes[1], 200);
  EXPECT_EQ(read16(&bytes[2]), 6);
  EXPECT_EQ(read32(&bytes[4]), 9U);
  EXPECT_EQ(read32(&bytes[8]), 3U);
  EXPECT_EQ(read32(&bytes[12]), 0x80000000U);
  EXPECT_EQ(read32(&bytes[16]), 1234U);
  EXPECT_EQ(read32(&bytes[20]), 50U);
  EXPECT_EQ(read32(&bytes[24]), 8000U);
  EXPECT_EQ(bytes[28 + 1], 202);
  EXPECT_EQ(read16(&bytes[28 + 2]), 5);
}

TEST_F(RtcpWriterTest, ReportsOnTheSourceThatIsHeard) {
  reception.on_packet({.ssrc = 4}, now);
  EXPECT_EQ(write({}), 28U + 24 + 24);
  EXPECT_EQ(bytes[0], 0x81);
  EXPECT_EQ(read32(&bytes[28]), 4U);
}

TEST_F(RtcpWriterTest, WhoSendsNoSoundWritesAReceiverReport) {
  reception.on_packet({.ssrc = 4}, now);
  EXPECT_EQ(write({.sends = false}), 8U + 24 + 24);
  EXPECT_EQ(bytes[0], 0x81);
  EXPECT_EQ(bytes[1], 201);
  EXPECT_EQ(read32(&bytes[8]), 4U);
}

TEST_F(RtcpWriterTest, TheLastPacketSaysGoodbye) {
  reception.on_packet({.ssrc = 4}, now);
  const auto size = write({.bye = true});
  EXPECT_EQ(size, 28U + 24 + 24 + 8);
  EXPECT_EQ(bytes[size - 8], 0x81);
  EXPECT_EQ(bytes[size - 7], 203);
  EXPECT_EQ(read32(&bytes[size - 4]), 9U);
  const auto read = parse_rtcp(std::span(bytes).first(size), 4);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->bye);
}

}  // namespace
}  // namespace ringback::media
