#include "browser/digits.hpp"

#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"

namespace ringback::browser {
namespace {

using namespace std::chrono_literals;

class DigitQueueTest : public testing::Test {
 protected:
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::string pressed;
  DigitQueue digits{deadlines, [this](char c) { pressed += c; }};
};

TEST_F(DigitQueueTest, EachPauseIsHalfASecond) {
  digits.push("1ww2");
  EXPECT_EQ(pressed, "1");
  deadlines.advance(999ms);
  EXPECT_EQ(pressed, "1");
  deadlines.advance(1ms);
  EXPECT_EQ(pressed, "12");
}

TEST_F(DigitQueueTest, LaterDigitsWaitBehindAPause) {
  digits.push("w1");
  digits.push("2");
  EXPECT_EQ(pressed, "");
  deadlines.advance(500ms);
  EXPECT_EQ(pressed, "12");
}

TEST_F(DigitQueueTest, OtherCharactersAreLeftOut) {
  digits.push("1a*#-W9");
  EXPECT_EQ(pressed, "1*#9");
}

TEST_F(DigitQueueTest, NoMoreThanALimitedNumberWaits) {
  digits.push("w" + std::string(10'000, '5'));
  deadlines.advance(500ms);
  EXPECT_EQ(pressed.size(), 255U);
}

TEST_F(DigitQueueTest, NothingFollowsAfterTheEnd) {
  digits.push("w1");
  digits.clear();
  deadlines.advance(1s);
  EXPECT_EQ(pressed, "");
}

}  // namespace
}  // namespace ringback::browser
