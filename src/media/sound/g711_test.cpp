#include "media/sound/g711.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

namespace ringback::media {
namespace {

// Values that anybody can look up: ITU-T G.711 tables 1 and 2, scaled to 16 bits.
TEST(G711, MatchesTheStandardsTables) {
  const struct {
    Codec codec;
    std::uint8_t byte;
    int sample;
  } rows[] = {
      {Codec::pcmu, 0xFF, 0},   {Codec::pcmu, 0x7F, 0},     {Codec::pcmu, 0x80, 32124},  {Codec::pcmu, 0x00, -32124},
      {Codec::pcmu, 0xFE, 8},   {Codec::pcmu, 0x8F, 16764}, {Codec::pcmu, 0xEF, 132},    {Codec::pcma, 0xD5, 8},
      {Codec::pcma, 0x55, -8},  {Codec::pcma, 0xAA, 32256}, {Codec::pcma, 0x2A, -32256}, {Codec::pcma, 0xD4, 24},
      {Codec::pcma, 0xC5, 264},
  };
  for (const auto& row : rows) EXPECT_EQ(decode(row.codec, row.byte), row.sample) << int{row.byte};
}

TEST(G711, EveryByteSurvivesDecodingAndEncoding) {
  for (const Codec codec : {Codec::pcmu, Codec::pcma}) {
    for (int byte = 0; byte < 256; ++byte) {
      if (codec == Codec::pcmu && byte == 0x7F) continue;  // minus zero
      EXPECT_EQ(encode(codec, decode(codec, static_cast<std::uint8_t>(byte))), byte);
    }
  }
}

TEST(G711, EverySampleComesBackWithinItsStep) {
  for (const Codec codec : {Codec::pcmu, Codec::pcma}) {
    for (int sample = -32768; sample < 32768; ++sample) {
      const int back = decode(codec, encode(codec, static_cast<std::int16_t>(sample)));
      ASSERT_LE(std::abs(back - sample), std::max(16, std::abs(sample) / 16 + 8)) << sample;
    }
  }
}

TEST(G711, SilenceStaysSilentWhenTranscoded) {
  const std::vector<std::uint8_t> silence(samples_per_frame, silent_byte(Codec::pcmu));
  std::vector<std::uint8_t> other(silence.size());
  transcode(Codec::pcmu, silence, Codec::pcma, other.data());
  for (const auto byte : other) EXPECT_LE(std::abs(decode(Codec::pcma, byte)), 8);
}

TEST(G711, TranscodingThereAndBackKeepsTheSound) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::uint8_t mu = static_cast<std::uint8_t>(byte);
    std::uint8_t a = 0;
    transcode(Codec::pcmu, {&mu, 1}, Codec::pcma, &a);
    const int before = decode(Codec::pcmu, mu);
    EXPECT_LE(std::abs(decode(Codec::pcma, a) - before), std::max(16, std::abs(before) / 16)) << byte;
  }
}

}  // namespace
}  // namespace ringback::media
