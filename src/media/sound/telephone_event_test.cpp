#include "media/sound/telephone_event.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

struct Press {
  std::uint32_t ssrc;
  std::uint32_t timestamp;
  std::uint8_t event;
};

std::string digits_of(const std::vector<Press>& packets) {
  DigitReceiver receiver;
  std::string digits;
  for (const auto& packet : packets) {
    const std::uint8_t payload[] = {packet.event, 10, 0, 160};
    const auto digit = receiver.receive({{.timestamp = packet.timestamp, .ssrc = packet.ssrc}, payload});
    if (digit) digits += *digit;
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
    if (const auto digit = receiver.receive({{.timestamp = start}, event->payload})) heard += *digit;
  }
  EXPECT_EQ(heard, "09*#AD");
}

}  // namespace
}  // namespace ringback::media
