#include "media/transport/rtcp_session.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ringback::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Two ends whose packets take `delay` and of whose sound every tenth is lost.
struct RtcpSessionTest : testing::Test {
  static constexpr std::uint32_t ours = 7;
  static constexpr std::uint32_t theirs = 9;

  void talk(RtcpSession& to, std::uint32_t ssrc) {
    for (std::uint16_t i = 0; i < 500; ++i) {
      if (i % 10 != 5)
        to.on_rtp({.sequence = i, .timestamp = i * 160U, .ssrc = ssrc}, now + milliseconds(20 * i), true);
    }
  }
  void report(RtcpSession& from, RtcpSession& to) {
    from.on_sent(160);
    std::array<std::uint8_t, max_rtcp> bytes{};
    const auto size = from.write(0, RtcpSession::Occasion::report, now, bytes);
    now += delay;
    EXPECT_TRUE(to.on_rtcp(std::span(bytes).first(size), now));
  }

  TimePoint now = TimePoint() + std::chrono::hours(1);
  Duration delay = milliseconds(70);
  RtcpSession near{ours};
  RtcpSession far{theirs};
};

TEST_F(RtcpSessionTest, MeasuresTheRoundTripAndTheLossOfBothDirections) {
  talk(near, theirs);
  talk(far, ours);
  report(near, far);
  now += seconds(2);
  report(far, near);
  const auto quality = near.measured();
  EXPECT_NEAR(quality.round_trip_ms, 140, 0.1);
  EXPECT_TRUE(quality.sent.reported);
  EXPECT_EQ(quality.sent.lost, 50U);
  EXPECT_EQ(near.loss_percent(), 9);  // 25 of 256
  EXPECT_EQ(quality.received.packets, 450U);
  EXPECT_EQ(quality.received.lost, 50U);
  EXPECT_NEAR(quality.received.jitter_ms, 0, 0.1);
}

TEST_F(RtcpSessionTest, KnowsNoRoundTripBeforeThePeerHasSeenAReport) {
  talk(far, ours);
  report(far, near);
  EXPECT_EQ(near.measured().round_trip_ms, 0);
  EXPECT_TRUE(near.measured().sent.reported);
}

TEST_F(RtcpSessionTest, BelievesNoRoundTripOfHalfAMinute) {
  talk(far, ours);
  report(near, far);
  delay = seconds(40);
  report(far, near);
  EXPECT_EQ(near.measured().round_trip_ms, 0);
}

TEST_F(RtcpSessionTest, ReportsAboutEveryFiveSeconds) {
  std::array<std::uint8_t, max_rtcp> bytes{};
  int reports = 0;
  const auto end = now + seconds(500);
  for (auto last = now; now < end; now += milliseconds(20)) {
    if (!near.due(now)) continue;
    if (reports > 0) EXPECT_GE(now - last, milliseconds(2500));
    EXPECT_LE(now - last, milliseconds(7520));
    last = now;
    ++reports;
    near.write(0, RtcpSession::Occasion::report, now, bytes);
  }
  EXPECT_NEAR(reports, 100, 15);
}

TEST_F(RtcpSessionTest, AnotherSourceOfOursStartsItsCountsAnewAndTheSumGoesOn) {
  for (int i = 0; i < 10; ++i) near.on_sent(160);
  talk(far, ours);
  report(far, near);
  near.set_source(8, 48000);
  near.on_sent(80);
  talk(far, 8);
  report(far, near);
  const auto quality = near.measured();
  EXPECT_EQ(quality.sent.packets, 11U);
  EXPECT_EQ(quality.sent.lost, 100U);
  std::array<std::uint8_t, max_rtcp> bytes{};
  near.write(0, RtcpSession::Occasion::report, now, bytes);
  EXPECT_EQ(bytes[1], 200);
  EXPECT_EQ(bytes[23], 1);   // packets
  EXPECT_EQ(bytes[27], 80);  // bytes
}

TEST_F(RtcpSessionTest, TakesNothingFromAMalformedPacket) {
  const std::array<std::uint8_t, 8> cut{0x80, 200, 0, 6, 1, 1, 1, 1};
  EXPECT_FALSE(near.on_rtcp(cut, now));
}

}  // namespace
}  // namespace ringback::media
