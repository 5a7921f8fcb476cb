#include "browser/sounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <set>

namespace ringback::browser {
namespace {

constexpr std::size_t header_size = 44;
constexpr double rate = 16000;

const std::string& wav_of(const std::vector<Sound>& sounds, const std::string& name) {
  return std::find_if(sounds.begin(), sounds.end(), [&](const Sound& s) { return s.name == name; })->wav;
}

std::vector<double> samples_of(const std::string& wav) {
  std::vector<double> out;
  for (std::size_t at = header_size; at + 1 < wav.size(); at += 2) {
    const auto low = static_cast<unsigned char>(wav[at]);
    out.push_back(static_cast<std::int16_t>(low | static_cast<unsigned char>(wav[at + 1]) << 8));
  }
  return out;
}

// Amplitude at `hertz`.
double level(const std::vector<double>& samples, double hertz) {
  double real = 0;
  double imaginary = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double phase = 2 * std::numbers::pi * hertz * static_cast<double>(i) / rate;
    real += samples[i] * std::cos(phase);
    imaginary += samples[i] * std::sin(phase);
  }
  return 2 * std::hypot(real, imaginary) / static_cast<double>(samples.size());
}

TEST(Sounds, AreThoseThatTheSdksAskFor) {
  std::set<std::string> names;
  for (const Sound& sound : make_sounds()) names.insert(sound.name);
  std::set<std::string> wanted{"incoming", "outgoing", "disconnect", "dtmf-hash", "dtmf-star"};
  for (int key = 0; key < 10; ++key) wanted.insert("dtmf-" + std::to_string(key));
  EXPECT_EQ(names, wanted);
}

TEST(Sounds, AreWholeWavFiles) {
  for (const Sound& sound : make_sounds()) {
    ASSERT_GT(sound.wav.size(), header_size) << sound.name;
    EXPECT_EQ(sound.wav.substr(0, 4), "RIFF");
    EXPECT_EQ(sound.wav.substr(8, 8), "WAVEfmt ");
    const auto* bytes = reinterpret_cast<const unsigned char*>(sound.wav.data());
    const std::uint32_t size =
        bytes[40] | bytes[41] << 8 | bytes[42] << 16 | static_cast<std::uint32_t>(bytes[43]) << 24;
    EXPECT_EQ(size, sound.wav.size() - header_size) << sound.name;
  }
}

TEST(Sounds, CanBeHeardAndDoNotClip) {
  for (const Sound& sound : make_sounds()) {
    const auto samples = samples_of(sound.wav);
    const auto [least, most] = std::minmax_element(samples.begin(), samples.end());
    EXPECT_GT(*most, 5000) << sound.name;
    EXPECT_LT(std::max(*most, -*least), 32767 * 0.7) << sound.name;
    EXPECT_LT(std::abs(samples.front()), 100) << "no click";
    EXPECT_LT(std::abs(samples.back()), 1000) << "no click";
  }
}

TEST(Sounds, KeysSoundAsOnATelephone) {
  const auto sounds = make_sounds();
  const auto five = samples_of(wav_of(sounds, "dtmf-5"));
  const auto hash = samples_of(wav_of(sounds, "dtmf-hash"));
  for (const double hertz : {770.0, 1336.0}) EXPECT_GT(level(five, hertz), 5000);
  for (const double hertz : {941.0, 1477.0}) EXPECT_GT(level(hash, hertz), 5000);
  EXPECT_LT(level(five, 941), 1000);
}

}  // namespace
}  // namespace ringback::browser
