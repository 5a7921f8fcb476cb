#include "media/sound/ring_tone.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "media/codec.hpp"
#include "media/sound/ring_tone_source.hpp"

namespace ringback::media {
namespace {

// Every name that TwiML's `ringTone` takes.
constexpr const char* countries[] = {"at", "au", "bg", "br", "be", "ch", "cl",     "cn", "cz", "de",
                                     "dk", "ee", "es", "fi", "fr", "gr", "hu",     "il", "in", "it",
                                     "lt", "jp", "mx", "my", "nl", "no", "nz",     "ph", "pl", "pt",
                                     "ru", "se", "sg", "th", "uk", "us", "us-old", "tw", "ve", "za"};

using Sound = std::vector<std::int16_t>;

Sound listen(const RingTone& tone, unsigned rate, unsigned ms) {
  RingToneSource source(tone);
  Sound all;
  Sound frame(rate / frames_per_second);
  for (unsigned heard = 0; heard < ms; heard += 20) {
    EXPECT_TRUE(source.fill(frame));
    all.insert(all.end(), frame.begin(), frame.end());
  }
  return all;
}

// Lengths of sound and silence in turn, in steps of 10 ms.
std::vector<unsigned> cadence_of(const Sound& sound, unsigned rate) {
  std::vector<unsigned> lengths;
  bool loud_before = false;
  for (std::size_t at = 0; at + rate / 100 <= sound.size(); at += rate / 100) {
    int peak = 0;
    for (std::size_t i = at; i < at + rate / 100; ++i) peak = std::max(peak, std::abs(int{sound[i]}));
    const bool loud = peak > 500;
    if (lengths.empty() || loud != loud_before) lengths.push_back(0);
    lengths.back() += 10;
    loud_before = loud;
  }
  return lengths;
}

// The share of `hz` in the energy, by correlation over the first `ms`.
double share(const Sound& sound, unsigned rate, double hz, unsigned ms) {
  double real = 0;
  double imaginary = 0;
  double energy = 0;
  const std::size_t samples = rate * ms / 1000;
  for (std::size_t i = 0; i < samples; ++i) {
    const double angle = 2 * M_PI * hz * static_cast<double>(i) / rate;
    real += sound[i] * std::cos(angle);
    imaginary += sound[i] * std::sin(angle);
    energy += double{1} * sound[i] * sound[i];
  }
  return 2 * (real * real + imaginary * imaginary) / (energy * static_cast<double>(samples));
}

TEST(RingTone, EveryCountryOfTwimlHasOneWithItsCadenceAndFrequencies) {
  for (const auto* country : countries) {
    const auto* tone = find_ring_tone(country);
    ASSERT_NE(tone, nullptr) << country;
    for (const unsigned rate : {8000U, 16000U}) {
      const auto sound = listen(*tone, rate, 13000);
      const auto heard = cadence_of(sound, rate);
      const std::size_t phases = tone->cadence[2] == 0 ? 2 : 4;
      ASSERT_GT(heard.size(), phases) << country;
      for (std::size_t i = 0; i < phases; ++i) EXPECT_NEAR(heard[i], tone->cadence[i], 20) << country << ' ' << i;
      const double wanted = tone->second_hz != 0 ? 0.5 : tone->modulation_hz != 0 ? 0.8 : 1;
      EXPECT_NEAR(share(sound, rate, tone->hz, 400), wanted, 0.1) << country;
      if (tone->second_hz != 0) EXPECT_NEAR(share(sound, rate, tone->second_hz, 400), wanted, 0.1) << country;
      EXPECT_LT(share(sound, rate, 700, 400), 0.01) << country;
    }
  }
  EXPECT_EQ(find_ring_tone("atlantis"), nullptr);
}

TEST(RingTone, SomeAsPeopleKnowThem) {
  const struct {
    const char* country;
    unsigned hz, second_hz;
    std::vector<unsigned> cadence;
  } rows[] = {{"us", 440, 480, {2000, 4000}},
              {"uk", 400, 450, {400, 200, 400, 2000}},
              {"jp", 400, 0, {1000, 2000}},
              {"de", 425, 0, {1000, 4000}},
              {"fr", 440, 0, {1500, 3500}}};
  for (const auto& row : rows) {
    const auto* tone = find_ring_tone(row.country);
    EXPECT_EQ(tone->hz, row.hz);
    EXPECT_EQ(tone->second_hz, row.second_hz);
    for (std::size_t i = 0; i < row.cadence.size(); ++i) EXPECT_EQ(tone->cadence[i], row.cadence[i]);
  }
}

TEST(RingTone, ARegionHasItsCountrysOrTheUnitedStates) {
  EXPECT_EQ(ring_tone_of_region("JP").country, "jp");
  EXPECT_EQ(ring_tone_of_region("GB").country, "uk");
  EXPECT_EQ(ring_tone_of_region("US").country, "us");
  EXPECT_EQ(ring_tone_of_region("AQ").country, "us");
  EXPECT_EQ(ring_tone_of_region("").country, "us");
}

}  // namespace
}  // namespace ringback::media
