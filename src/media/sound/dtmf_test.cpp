#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/sound/dtmf_detector.hpp"
#include "media/sound/dtmf_generator.hpp"
#include "media/sound/g711.hpp"

namespace ringback::media {
namespace {

constexpr std::string_view events = "0123456789*#ABCD";

struct DtmfTest : testing::Test {
  // A press of so many ms, and a rest.
  void press(std::uint8_t event, int ms) {
    DtmfGenerator generator;
    generator.start(event, 8000);
    std::vector<std::int16_t> frame(160);
    for (int heard = 0; heard < ms; heard += 20) {
      generator.fill(frame);
      // As it comes out of a phone's codec.
      for (auto& sample : frame) sample = decode(Codec::pcmu, encode(Codec::pcmu, sample));
      hear(frame);
    }
    for (int rest = 0; rest < 80; rest += 20) hear(std::vector<std::int16_t>(160));
  }
  void hear(const std::vector<std::int16_t>& frame) {
    if (const auto digit = detector.hear(frame)) digits += *digit;
  }
  DtmfDetector detector;
  std::string digits;
};

TEST_F(DtmfTest, EveryDigitThatIsMadeIsFoundOnce) {
  for (std::uint8_t event = 0; event < events.size(); ++event) press(event, 100);
  EXPECT_EQ(digits, events);
}

TEST_F(DtmfTest, ALongPressIsOneDigit) {
  press(5, 3000);
  EXPECT_EQ(digits, "5");
}

TEST_F(DtmfTest, TheSameKeyTwiceIsTwoDigits) {
  press(1, 80);
  press(1, 80);
  EXPECT_EQ(digits, "11");
}

TEST_F(DtmfTest, WhatIsTooShortIsNoDigit) {
  press(1, 20);
  EXPECT_EQ(digits, "");
}

}  // namespace
}  // namespace ringback::media
