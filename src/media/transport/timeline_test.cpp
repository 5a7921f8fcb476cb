#include "media/transport/timeline.hpp"

#include <gtest/gtest.h>

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

struct TimelineTest : testing::Test {
  TimePoint at(int ms) const { return TimePoint{} + std::chrono::hours(1) + milliseconds(ms); }
  RtpHeader from(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp) const {
    return {.sequence = sequence, .timestamp = timestamp, .ssrc = ssrc};
  }
  Timeline timeline{{.ssrc = 77, .sequence = 99, .timestamp = 5000}};
};

TEST_F(TimelineTest, OwnSoundRunsOn) {
  const auto first = timeline.own(at(0), 160);
  const auto second = timeline.own(at(20), 160);
  EXPECT_EQ(first.sequence, 100);
  EXPECT_EQ(first.timestamp, 5000U);
  EXPECT_TRUE(first.marker);
  EXPECT_EQ(first.ssrc, 77U);
  EXPECT_EQ(second.sequence, 101);
  EXPECT_EQ(second.timestamp, 5160U);
  EXPECT_FALSE(second.marker);
}

TEST_F(TimelineTest, OwnSoundThatComesALittleLateLeavesNoHole) {
  timeline.own(at(0), 160);
  EXPECT_EQ(timeline.own(at(45), 160).timestamp, 5160U);
}

TEST_F(TimelineTest, APausePassesOnThePeersClock) {
  timeline.own(at(0), 160);
  EXPECT_EQ(timeline.own(at(1000), 160).timestamp, 5000U + 8000);
}

TEST_F(TimelineTest, ASourceContinuesWhereTheOtherEnded) {
  timeline.own(at(0), 160);
  const auto relayed = timeline.relayed(from(5, 40000, 123456), at(20), 160);
  ASSERT_TRUE(relayed);
  EXPECT_EQ(relayed->sequence, 101);
  EXPECT_EQ(relayed->timestamp, 5160U);
  EXPECT_TRUE(relayed->marker);
  EXPECT_EQ(relayed->ssrc, 77U);
  const auto own = timeline.own(at(40), 160);
  EXPECT_EQ(own.sequence, 102);
  EXPECT_EQ(own.timestamp, 5320U);
  EXPECT_TRUE(own.marker);
}

TEST_F(TimelineTest, LossAndReorderingStayVisible) {
  timeline.relayed(from(5, 10, 0), at(0), 160);
  const auto later = timeline.relayed(from(5, 13, 480), at(60), 160);
  const auto earlier = timeline.relayed(from(5, 12, 320), at(61), 160);
  EXPECT_EQ(later->sequence, 103);
  EXPECT_EQ(later->timestamp, 5480U);
  EXPECT_EQ(earlier->sequence, 102);
  EXPECT_EQ(earlier->timestamp, 5320U);
  EXPECT_FALSE(later->marker);
}

TEST_F(TimelineTest, WhatIsOlderThanTheSourcesStartIsLeftOut) {
  timeline.relayed(from(5, 10, 1600), at(0), 160);
  EXPECT_FALSE(timeline.relayed(from(5, 9, 1440), at(1), 160));
}

TEST_F(TimelineTest, ANewSsrcIsANewSource) {
  timeline.relayed(from(5, 10, 0), at(0), 160);
  const auto other = timeline.relayed(from(6, 900, 777777), at(20), 160);
  EXPECT_EQ(other->sequence, 101);
  EXPECT_EQ(other->timestamp, 5160U);
  EXPECT_TRUE(other->marker);
}

TEST_F(TimelineTest, ASourceThatStartsItsCountingAnewIsFollowed) {
  timeline.relayed(from(5, 10, 0), at(0), 160);
  const auto restarted = timeline.relayed(from(5, 30000, 9), at(20), 160);
  EXPECT_EQ(restarted->sequence, 101);
  EXPECT_EQ(restarted->timestamp, 5160U);
}

TEST_F(TimelineTest, NumbersWrap) {
  Timeline wrapping{{.ssrc = 1, .sequence = 65535, .timestamp = 0xFFFFFFFF}};
  EXPECT_EQ(wrapping.own(at(0), 160).sequence, 0);
  EXPECT_EQ(wrapping.own(at(20), 160).timestamp, 159U);
}

TEST_F(TimelineTest, KnowsTheTimeStampOfAMoment) {
  timeline.own(at(0), 160);
  EXPECT_EQ(timeline.timestamp_at(at(20)), 5160U);
  EXPECT_EQ(timeline.timestamp_at(at(120)), 5960U);
  EXPECT_EQ(timeline.timestamp_at(at(10)), 5080U);
}

}  // namespace
}  // namespace ringback::media
