#include "call/speech_cutter.hpp"

#include <gtest/gtest.h>

namespace ringback::call {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct SpeechCutterTest : testing::Test {
  int begun = 0;
  int ended = 0;
  std::size_t samples = 0;
  SpeechCutter cutter{{500ms, 3s},
                      {[this] { ++begun; }, [this](std::span<const std::int16_t> sound) { samples += sound.size(); },
                       [this] { ++ended; }}};

  void hear(milliseconds length, int amplitude) {
    media::TapBlock block{};
    for (std::size_t i = 0; i < block.heard.size(); ++i) {
      block.heard.at(i) = static_cast<std::int16_t>(i % 8 < 4 ? amplitude : -amplitude);
    }
    for (milliseconds at{0}; at < length; at += 20ms) cutter.on_sound(block);
  }
  void speak(milliseconds length) { hear(length, 3000); }
  void be_silent(milliseconds length) { hear(length, 10); }
  milliseconds cut() const { return milliseconds(samples / 8); }
};

TEST_F(SpeechCutterTest, SilenceIsNoSpeech) {
  be_silent(10s);
  EXPECT_EQ(begun, 0);
  EXPECT_EQ(ended, 0);
}

TEST_F(SpeechCutterTest, AClickIsNoSpeech) {
  be_silent(1s);
  speak(80ms);
  be_silent(1s);
  EXPECT_EQ(begun, 0);
}

TEST_F(SpeechCutterTest, AWordIsCutOutFromAMomentBeforeToTheSilenceBehindIt) {
  be_silent(1s);
  speak(600ms);
  EXPECT_EQ(begun, 1);
  be_silent(480ms);
  EXPECT_EQ(ended, 0);
  be_silent(20ms);
  EXPECT_EQ(ended, 1);
  EXPECT_EQ(cut(), 280ms + 600ms + 500ms);
}

TEST_F(SpeechCutterTest, AShorterPauseEndsNothing) {
  speak(1s);
  be_silent(400ms);
  speak(1s);
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(ended, 0);
}

TEST_F(SpeechCutterTest, NobodySpeaksForEver) {
  speak(1min);
  EXPECT_EQ(ended, 1);
  EXPECT_EQ(cut(), 3s);
}

TEST_F(SpeechCutterTest, WhatFollowsIsNotHeard) {
  speak(1s);
  be_silent(1s);
  const auto before = cut();
  speak(1s);
  cutter.on_end();
  EXPECT_EQ(cut(), before);
  EXPECT_EQ(ended, 1);
}

TEST_F(SpeechCutterTest, TheEndOfTheTapEndsIt) {
  speak(1s);
  cutter.on_end();
  EXPECT_EQ(ended, 1);
}

}  // namespace
}  // namespace ringback::call
