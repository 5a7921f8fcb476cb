#include "media/sound/concealment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace ringback::media {
namespace {

using Samples = std::vector<std::int16_t>;

// A voice of `hz`: its tone and two of its harmonics.
std::int16_t voice(double hz, unsigned rate, std::size_t at) {
  const double phase = 2 * std::numbers::pi * hz * static_cast<double>(at) / rate;
  return static_cast<std::int16_t>(5000 * std::sin(phase) + 3000 * std::sin(2 * phase) + 1000 * std::sin(5 * phase));
}

Samples voice_frame(double hz, unsigned rate, unsigned index) {
  Samples frame(rate / 50);
  for (std::size_t i = 0; i < frame.size(); ++i) frame[i] = voice(hz, rate, index * frame.size() + i);
  return frame;
}

double worst_difference(const Samples& a, const Samples& b) {
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i) worst = std::max<double>(worst, std::abs(a[i] - b[i]));
  return worst;
}

TEST(Concealment, AVoiceGoesOn) {
  for (const unsigned rate : {8000U, 16000U}) {
    for (const double hz : {80.0, 100.0, 160.0, 200.0}) {
      Concealment concealment(rate);
      for (unsigned i = 0; i < 3; ++i) {
        auto frame = voice_frame(hz, rate, i);
        concealment.hear(frame);
      }
      Samples lost(rate / 100);
      concealment.conceal(lost);
      auto truth = voice_frame(hz, rate, 3);
      truth.resize(lost.size());
      // The blend at the start is a guess; after it the voice is as it would have been.
      lost.erase(lost.begin(), lost.begin() + rate / 400);
      truth.erase(truth.begin(), truth.begin() + rate / 400);
      EXPECT_LT(worst_difference(lost, truth), 1500) << hz << " Hz at " << rate;
    }
  }
}

TEST(Concealment, FadesWithinSixtyMilliseconds) {
  Concealment concealment(8000);
  auto frame = voice_frame(100, 8000, 0);
  concealment.hear(frame);
  Samples lost(480);
  concealment.conceal(lost);
  Samples more(160);
  concealment.conceal(more);
  EXPECT_EQ(more, Samples(160));
}

TEST(Concealment, GoodSoundComesBackWithoutAClick) {
  Concealment concealment(8000);
  auto frame = voice_frame(100, 8000, 0);
  concealment.hear(frame);
  Samples lost(160);
  concealment.conceal(lost);
  Samples loud(160, 20000);
  concealment.hear(loud);
  EXPECT_LT(std::abs(loud.front() - lost.back()), 2000);
  EXPECT_EQ(loud.back(), 20000);
}

TEST(Concealment, OfNothingIsSilence) {
  Concealment concealment(16000);
  Samples lost(320, 77);
  concealment.conceal(lost);
  EXPECT_EQ(lost, Samples(320));
}

TEST(Concealment, TakesFramesOfAnySize) {
  Concealment concealment(8000);
  for (const std::size_t size : {0U, 1U, 3U, 80U, 960U}) {
    auto frame = voice_frame(100, 8000, 0);
    frame.resize(size, 5);
    concealment.hear(frame);
    Samples lost(size);
    concealment.conceal(lost);
  }
}

}  // namespace
}  // namespace ringback::media
