#include "media/sound/g711.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace ringback::media {
namespace {

// µ-law: 14-bit magnitudes with a bias of 33 make chords that double; we carry them in 16 bits, so the bias is 132.
constexpr int mu_bias = 132;

constexpr std::int16_t mu_to_linear(std::uint8_t byte) {
  const unsigned bits = static_cast<std::uint8_t>(~byte);
  const int chord = static_cast<int>(bits >> 4) & 7;
  const int step = static_cast<int>(bits & 15U);
  const int magnitude = (((step << 3) + mu_bias) << chord) - mu_bias;
  return static_cast<std::int16_t>(bits & 0x80U ? -magnitude : magnitude);
}

constexpr std::uint8_t linear_to_mu(std::int16_t sample) {
  const int magnitude = std::min<int>(sample < 0 ? -int{sample} : sample, 32635) + mu_bias;
  const int chord = static_cast<int>(std::bit_width(static_cast<unsigned>(magnitude))) - 8;
  const int step = (magnitude >> (chord + 3)) & 15;
  return static_cast<std::uint8_t>(~((sample < 0 ? 0x80 : 0) | (chord << 4) | step));
}

// A-law: 13-bit magnitudes, even bits inverted on the wire (0x55), the sign bit set for positive samples.
constexpr std::int16_t a_to_linear(std::uint8_t byte) {
  const unsigned bits = byte ^ 0x55U;
  const int chord = static_cast<int>(bits >> 4) & 7;
  const int step = (static_cast<int>(bits & 15U) << 4) + 8;
  const int magnitude = chord == 0 ? step : (step + 256) << (chord - 1);
  return static_cast<std::int16_t>(bits & 0x80U ? magnitude : -magnitude);
}

constexpr std::uint8_t linear_to_a(std::int16_t sample) {
  const int magnitude = sample < 0 ? -int{sample} - 1 : sample;
  const int chord = std::max(static_cast<int>(std::bit_width(static_cast<unsigned>(magnitude))) - 8, 0);
  const int step = (magnitude >> (chord == 0 ? 4 : chord + 3)) & 15;
  return static_cast<std::uint8_t>(((sample < 0 ? 0 : 0x80) | (chord << 4) | step) ^ 0x55);
}

template <class Map>
constexpr auto table_of(Map map) {
  std::array<decltype(map(0)), 256> table{};
  for (unsigned i = 0; i < table.size(); ++i) table[i] = map(static_cast<std::uint8_t>(i));
  return table;
}

constexpr auto mu_samples = table_of(mu_to_linear);
constexpr auto a_samples = table_of(a_to_linear);
constexpr auto mu_to_a = table_of([](std::uint8_t byte) { return linear_to_a(mu_to_linear(byte)); });
constexpr auto a_to_mu = table_of([](std::uint8_t byte) { return linear_to_mu(a_to_linear(byte)); });

}  // namespace

std::uint8_t encode(Codec codec, std::int16_t sample) {
  return codec == Codec::pcmu ? linear_to_mu(sample) : linear_to_a(sample);
}

std::int16_t decode(Codec codec, std::uint8_t byte) {
  return codec == Codec::pcmu ? mu_samples[byte] : a_samples[byte];
}

std::uint8_t silent_byte(Codec codec) {
  return encode(codec, 0);
}

void transcode(Codec from_codec, std::span<const std::uint8_t> from, Codec to_codec, std::uint8_t* to) {
  if (from_codec == to_codec) {
    std::copy(from.begin(), from.end(), to);
    return;
  }
  const auto& table = from_codec == Codec::pcmu ? mu_to_a : a_to_mu;
  std::transform(from.begin(), from.end(), to, [&table](std::uint8_t byte) { return table[byte]; });
}

}  // namespace ringback::media
