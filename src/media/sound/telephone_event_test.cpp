#include "media/sound/telephone_event.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

struct Sent {
  std::uint32_t ssrc;
  std::uint32_t timestamp;
  std::uint8_t event;
};

std::string digits_of(const std::vector<Sent>& packets) {
  DigitReceiver receiver;
  std::string digits;
  for (const auto& packet : packets) {
    const std::uint8_t payload[] = {packet.event, 10, 0, 160};
    const auto press = receiver.receive({{.timestamp = packet.timestamp, .ssrc = packet.ssrc}, payload});
    if (press && press->begins) digits += press->digit;
  }
  return digits;
}

TEST(DigitReceiver, TellsEachPressOnce) {
  EXPECT_EQ(digits_of({{1, 1000, 5}, {1, 1000, 5}, {1, 1000, 5}, {1, 2600, 5}, {1, 2600, 5}}), "55");
  EXPECT_EQ(digits_of({{1, 1000, 0}, {1, 2000, 10}, {1, 3000, 11}, {1, 4000, 12}, {1, 5000, 15}}), "0*#AD");
}

TEST(DigitReceiver, IgnoresPacketsThatComeLate) {
  EXPECT_EQ(digits_of({{1, 1000, 1}, {1, 2000, 2}, {1, 1000, 1}}), "12");
}

TEST(DigitReceiver, FollowsANewStreamAndAClockThatWraps) {
  EXPECT_EQ(digits_of({{1, 50000, 1}, {2, 100, 2}}), "12");
  EXPECT_EQ(digits_of({{1, 0xFFFFFF00, 1}, {1, 0x10, 2}}), "12");
}

TEST(DigitReceiver, IgnoresWhatIsNoDigit) {
  EXPECT_EQ(digits_of({{1, 1000, 16}, {1, 2000, 66}}), "");
  DigitReceiver receiver;
  const std::uint8_t cut[] = {1, 2, 3};
  EXPECT_FALSE(receiver.receive({{}, cut}));
}

TEST(DigitReceiver, TellsThePressAsItGoesOnAndEnds) {
  DigitReceiver receiver;
  const auto receive = [&](std::uint8_t end, std::uint16_t duration) {
    const std::uint8_t payload[] = {5, end, static_cast<std::uint8_t>(duration >> 8),
                                    static_cast<std::uint8_t>(duration)};
    return receiver.receive({{.timestamp = 1000, .ssrc = 1}, payload});
  };
  const auto first = receive(10, 160);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->begins);
  EXPECT_FALSE(first->ended);
  const auto update = receive(10, 320);
  ASSERT_TRUE(update);
  EXPECT_FALSE(update->begins);
  EXPECT_EQ(update->duration, 320U);
  const auto end = receive(0x80 | 10, 800);
  ASSERT_TRUE(end);
  EXPECT_TRUE(end->ended);
  EXPECT_EQ(end->duration, 800U);
  EXPECT_TRUE(receive(0x80 | 10, 800)->ended);
  EXPECT_FALSE(receive(10, 640));  // overtaken by the end
}

TEST(DigitReceiver, APressOfManySegmentsIsOne) {
  EXPECT_EQ(digits_of({{1, 1000, 5}, {1, 1000 + 0xFFFF, 5}, {1, 1000 + 2 * 0xFFFF, 5}}), "5");
  EXPECT_EQ(digits_of({{1, 1000, 5}, {1, 1000 + 0xFFFF, 6}}), "56");
  EXPECT_EQ(digits_of({{1, 1000, 5}, {1, 1000 + 0xFFFE, 5}}), "55");
}

// What each tick sends: `.` nothing, else the duration in ticks, `!` for the end.
std::string ticks_of(DigitSender& sender) {
  std::string ticks;
  while (sender.active()) {
    const auto event = sender.tick(160);
    if (!event) {
      ticks += '.';
      continue;
    }
    ticks += event->first ? "(" : "";
    ticks += std::to_string(read16(&event->payload[2]) / 160);
    ticks += event->payload[1] & 0x80U ? "!" : "";
  }
  return ticks;
}

TEST(DigitSender, SendsAPressWithItsEndThreeTimes) {
  DigitSender sender;
  sender.send("5");
  EXPECT_EQ(ticks_of(sender), "(123455!5!5!.....");
}

TEST(DigitSender, RestsBetweenDigitsAndPausesForW) {
  DigitSender sender;
  sender.send("1w1");
  EXPECT_EQ(ticks_of(sender), "(123455!5!5!....." + std::string(25, '.') + "(123455!5!5!.....");
}

TEST(DigitSender, LeavesOutWhatIsNoDigitAndBoundsItsQueue) {
  DigitSender sender;
  sender.send("x 1-");
  EXPECT_EQ(ticks_of(sender), "(123455!5!5!.....");
  sender.send(std::string(1000, '1'));
  EXPECT_EQ(ticks_of(sender).size(), 64 * std::string("(123455!5!5!.....").size());
}

TEST(DigitSender, IsUnderstoodByTheReceiver) {
  DigitSender sender;
  DigitReceiver receiver;
  sender.send("09*#aD");
  std::string heard;
  std::uint32_t start = 0;
  for (std::uint32_t now = 160; sender.active(); now += 160) {
    const auto event = sender.tick(160);
    if (!event) continue;
    if (event->first) start = now;
    const auto press = receiver.receive({{.timestamp = start}, event->payload});
    if (press && press->begins) heard += press->digit;
  }
  EXPECT_EQ(heard, "09*#AD");
}

TEST(DigitSender, AHeldDigitLastsUntilItIsLetGo) {
  DigitSender sender;
  sender.press('5');
  std::string ticks;
  for (int i = 0; i < 12; ++i) ticks += std::to_string(read16(&sender.tick(960)->payload[2]) / 960) + ' ';
  EXPECT_EQ(ticks, "1 2 3 4 5 6 7 8 9 10 11 12 ");
  EXPECT_TRUE(sender.held());
  sender.release(14);
  EXPECT_FALSE(sender.held());
  EXPECT_EQ(ticks_of(sender), "131414!14!14!.....");
}

TEST(DigitSender, WhatWasToldIsNotShortened) {
  DigitSender sender;
  sender.press('5');
  for (int i = 0; i < 6; ++i) sender.tick(160);
  sender.release(3);
  EXPECT_EQ(ticks_of(sender), "6!6!6!.....");
}

TEST(DigitSender, ATapIsStillADigitAndAnotherKeyEndsIt) {
  DigitSender sender;
  sender.press('5');
  sender.press('6');
  sender.release(1);
  EXPECT_EQ(ticks_of(sender), "(122!2!2!.....(122!2!2!.....");
}

TEST(DigitSender, APressTooLongForSixteenBitsGoesOnUnderAnotherTimeStamp) {
  DigitSender sender;
  DigitReceiver receiver;
  sender.press('5');
  std::optional<Press> last;
  int begun = 0;
  for (unsigned tick = 1; sender.active(); ++tick) {
    if (tick == 200) sender.release(200);
    const auto event = sender.tick(960);
    if (!event) continue;
    const auto press = receiver.receive({{.marker = event->first, .timestamp = 7000 + event->offset}, event->payload});
    if (press) last = press;
    begun += press && press->begins ? 1 : 0;
  }
  EXPECT_EQ(begun, 1);
  ASSERT_TRUE(last);
  EXPECT_TRUE(last->ended);
  EXPECT_EQ(last->duration, 200U * 960);
}

}  // namespace
}  // namespace ringback::media
