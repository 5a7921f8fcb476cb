#include "browser/sounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace ringback::browser {
namespace {

constexpr int rate = 16000;  // samples a second, 16 bit, one channel

using Samples = std::vector<double>;  // -1 to 1

double sine(double hertz, double seconds) {
  return std::sin(2 * std::numbers::pi * hertz * seconds);
}

// Rises and falls within 5 ms, so that nothing clicks.
double fade(double seconds, double length) {
  constexpr double edge = 0.005;
  return std::min({1.0, seconds / edge, (length - seconds) / edge});
}

template <class Wave>
void append(Samples& to, double length, Wave wave) {
  const int count = static_cast<int>(std::lround(length * rate));
  for (int i = 0; i < count; ++i) {
    const double seconds = static_cast<double>(i) / rate;
    to.push_back(fade(seconds, length) * wave(seconds));
  }
}

struct Note {
  double hertz;  // 0: silence
  double length;
};

// A struck bar: the tone, and two octaves above it one that dies away sooner.
double struck(double hertz, double seconds) {
  const double overtone = std::exp(-15 * seconds) * sine(4 * hertz, seconds);
  return 0.8 * std::exp(-5 * seconds) * sine(hertz, seconds) + 0.2 * overtone;
}

Samples melody(const std::vector<Note>& notes) {
  Samples out;
  for (const Note& note : notes) {
    append(out, note.length, [&](double seconds) { return struck(note.hertz, seconds); });
  }
  return out;
}

// ITU-T Q.23.
Samples key_tone(std::size_t row, std::size_t column) {
  constexpr std::array rows{697.0, 770.0, 852.0, 941.0};
  constexpr std::array columns{1209.0, 1336.0, 1477.0};
  Samples out;
  append(out, 0.15, [&](double t) { return 0.35 * (sine(rows.at(row), t) + sine(columns.at(column), t)); });
  return out;
}

void put(std::string& to, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) to.push_back(static_cast<char>(value >> (8 * i)));
}

std::string to_wav(const Samples& samples) {
  constexpr double level = 0.6 * 32767;
  const auto size = static_cast<std::uint32_t>(samples.size() * 2);
  std::string out = "RIFF";
  put(out, 36 + size, 4);
  out += "WAVEfmt ";
  put(out, 16, 4);
  put(out, 1, 2);  // PCM
  put(out, 1, 2);
  put(out, rate, 4);
  put(out, rate * 2, 4);
  put(out, 2, 2);
  put(out, 16, 2);
  out += "data";
  put(out, size, 4);
  for (const double sample : samples) put(out, static_cast<std::uint32_t>(std::lround(sample * level)), 2);
  return out;
}

}  // namespace

std::vector<Sound> make_sounds() {
  // The SDKs repeat the first until the call is answered.
  std::vector<Sound> sounds{
      {"incoming", to_wav(melody({{659, .18}, {784, .18}, {988, .5}, {659, .18}, {784, .18}, {988, .8}, {0, 1.2}}))},
      {"outgoing", to_wav(melody({{523, .12}, {784, .4}}))},
      {"disconnect", to_wav(melody({{784, .12}, {523, .4}}))}};
  constexpr std::array keys{"1", "2", "3", "4", "5", "6", "7", "8", "9", "star", "0", "hash"};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    sounds.push_back({std::string("dtmf-") + keys.at(i), to_wav(key_tone(i / 3, i % 3))});
  }
  return sounds;
}

}  // namespace ringback::browser
