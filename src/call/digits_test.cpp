#include "call/digits.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "base/manual_deadlines.hpp"
#include "call/fake_leg.hpp"

namespace ringback::call {
namespace {

struct DigitsTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeJournal journal;
  FakePhone phone;
  Call call{{}, journal, deadlines};
  std::string heard;

  DigitsTest() { call.adopt(std::make_unique<FakeLeg>(phone)); }
};

TEST_F(DigitsTest, WhatThePhonePressesIsHeard) {
  const Digits digits(call, [this](char digit) { heard += digit; });
  phone.presses('5');
  phone.presses('#');
  EXPECT_EQ(heard, "5#");
}

TEST_F(DigitsTest, WhatWasPressedBeforeOrIsPressedAfterwardsIsLost) {
  phone.presses('1');
  {
    const Digits digits(call, [this](char digit) { heard += digit; });
    phone.presses('2');
  }
  phone.presses('3');
  EXPECT_EQ(heard, "2");
}

TEST_F(DigitsTest, SeveralHearTheSame) {
  const Digits first(call, [this](char digit) { heard += digit; });
  const Digits second(call, [this](char digit) { heard += digit; });
  phone.presses('7');
  EXPECT_EQ(heard, "77");
}

TEST_F(DigitsTest, OneThatEndsItselfAndTheNextIsNotFollowed) {
  std::unique_ptr<Digits> second;
  std::unique_ptr<Digits> first;
  first = std::make_unique<Digits>(call, [&](char digit) {
    heard += digit;
    second.reset();
    first.reset();
  });
  second = std::make_unique<Digits>(call, [this](char) { heard += '!'; });
  phone.presses('8');
  phone.presses('9');
  EXPECT_EQ(heard, "8");
}

}  // namespace
}  // namespace ringback::call
