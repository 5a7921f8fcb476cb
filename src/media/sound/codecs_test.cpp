#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "media/sound/decoder.hpp"
#include "media/sound/encoder.hpp"

namespace ringback::media {
namespace {

using Samples = std::vector<std::int16_t>;
using Payload = std::vector<std::uint8_t>;

constexpr double tone_hz = 1000;

Samples tone_frame(unsigned rate, unsigned index) {
  Samples frame(rate / frames_per_second);
  for (std::size_t i = 0; i < frame.size(); ++i) {
    const auto at = static_cast<double>(index * frame.size() + i);
    frame[i] = static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * tone_hz * at / rate));
  }
  return frame;
}

double loudness(std::span<const std::int16_t> sound) {
  double sum = 0;
  for (const auto sample : sound) sum += std::pow(sample, 2);
  return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(sound.size(), 1)));
}

// The share of the energy that is at `hz`.
double share(std::span<const std::int16_t> sound, double hz, unsigned rate) {
  double real = 0, imaginary = 0, energy = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double phase = 2 * std::numbers::pi * hz * static_cast<double>(i) / rate;
    real += sound[i] * std::cos(phase);
    imaginary += sound[i] * std::sin(phase);
    energy += std::pow(sound[i], 2);
  }
  return energy == 0 ? 0 : (real * real + imaginary * imaginary) / (energy * static_cast<double>(sound.size()) / 2);
}

Payload encoded(Encoder& encoder, std::span<const std::int16_t> frame) {
  Payload payload(1276);
  payload.resize(encoder.encode(frame, payload));
  return payload;
}

Samples decoded(Decoder& decoder, const Payload& payload) {
  Samples sound(max_packet_samples);
  sound.resize(decoder.decode(payload, sound));
  return sound;
}

struct Row {
  Codec codec;
  unsigned encode_rate, decode_rate;
};

struct CodecsTest : testing::TestWithParam<Row> {};

TEST_P(CodecsTest, AToneComesThroughAtItsLoudness) {
  const auto [codec, encode_rate, decode_rate] = GetParam();
  const auto encoder = make_encoder(codec, {});
  const auto decoder = make_decoder(codec);
  ASSERT_TRUE(decoder->set_rate(decode_rate));
  Samples heard;
  for (unsigned i = 0; i < 20; ++i) {
    const auto payload = encoded(*encoder, tone_frame(encode_rate, i));
    EXPECT_EQ(duration(codec, payload), clock_per_frame(codec));
    const auto sound = decoded(*decoder, payload);
    EXPECT_EQ(sound.size(), decode_rate / frames_per_second);
    heard.insert(heard.end(), sound.begin(), sound.end());
  }
  const auto settled = std::span(heard).last(heard.size() / 2);
  EXPECT_GT(share(settled, tone_hz, decode_rate), 0.9);
  EXPECT_NEAR(loudness(settled), 8000 / std::numbers::sqrt2, 1000);
}

TEST_P(CodecsTest, SilenceIsSilentAndOfOneFrame) {
  const auto [codec, encode_rate, decode_rate] = GetParam();
  const auto encoder = make_encoder(codec, {});
  const auto decoder = make_decoder(codec);
  decoder->set_rate(decode_rate);
  for (int i = 0; i < 5; ++i) {
    Payload payload(1276);
    payload.resize(encoder->silence(payload));
    EXPECT_EQ(duration(codec, payload), clock_per_frame(codec));
    EXPECT_LT(loudness(decoded(*decoder, payload)), 10);
  }
}

TEST_P(CodecsTest, ALostFrameIsConcealedByWhatWasAndFades) {
  const auto [codec, encode_rate, decode_rate] = GetParam();
  const auto encoder = make_encoder(codec, {});
  const auto decoder = make_decoder(codec);
  decoder->set_rate(decode_rate);
  for (unsigned i = 0; i < 20; ++i) decoded(*decoder, encoded(*encoder, tone_frame(encode_rate, i)));
  Samples lost(decode_rate / frames_per_second);
  decoder->conceal(lost);
  EXPECT_GT(loudness(lost), 1000);
  for (int i = 0; i < 30; ++i) decoder->conceal(lost);
  EXPECT_LT(loudness(lost), 100);
}

TEST_P(CodecsTest, TakesNoMoreThanItHasRoomFor) {
  const auto [codec, encode_rate, decode_rate] = GetParam();
  const auto encoder = make_encoder(codec, {});
  const auto decoder = make_decoder(codec);
  decoder->set_rate(decode_rate);
  const auto frame = tone_frame(encode_rate, 0);
  const auto payload = encoded(*encoder, frame);
  Samples small(10);
  EXPECT_EQ(decoder->decode(payload, small), 0U);
  EXPECT_EQ(decoder->decode({}, small), 0U);
  std::array<std::uint8_t, 1> byte{};
  EXPECT_LE(encoder->encode(frame, byte), 1U);
  EXPECT_EQ(encoder->encode(std::span(frame).first(7), byte), 0U);
}

INSTANTIATE_TEST_SUITE_P(All, CodecsTest,
                         testing::Values(Row{Codec::pcmu, 8000, 8000}, Row{Codec::pcma, 8000, 8000},
                                         Row{Codec::g722, 8000, 8000}, Row{Codec::g722, 16000, 16000},
                                         Row{Codec::g722, 8000, 16000}, Row{Codec::g722, 16000, 8000},
                                         Row{Codec::opus, 8000, 8000}, Row{Codec::opus, 16000, 16000},
                                         Row{Codec::opus, 48000, 8000}, Row{Codec::opus, 8000, 48000}));

TEST(OpusSound, ALostFrameIsRecoveredFromTheNext) {
  const auto encoder = make_encoder(Codec::opus, {.error_correction = true});
  encoder->expect_loss(30);
  const auto with = make_decoder(Codec::opus);
  Payload previous;
  Samples lost(160);
  for (unsigned i = 0; i < 20; ++i) {
    const auto payload = encoded(*encoder, tone_frame(8000, i));
    if (i == 19) EXPECT_TRUE(with->recover(payload, lost));
    if (i < 18) decoded(*with, payload);
  }
  EXPECT_GT(share(lost, tone_hz, 8000), 0.8);
  EXPECT_GT(loudness(lost), 3000);
}

TEST(OpusSound, KeepsToThePeersBitrate) {
  const auto bytes = [](int most) {
    const auto encoder = make_encoder(Codec::opus, {.max_bitrate = most});
    std::size_t sum = 0;
    unsigned noise = 1;
    for (unsigned i = 0; i < 100; ++i) {
      Samples frame(320);
      for (auto& sample : frame) sample = static_cast<std::int16_t>((noise = noise * 1664525 + 1013904223) >> 18);
      sum += encoded(*encoder, frame).size();
    }
    return sum;
  };
  EXPECT_LE(bytes(8000), 2 * 8000 / 8 * 11 / 10);
  EXPECT_GT(bytes(0), bytes(8000) * 3 / 2);
}

TEST(OpusSound, ChangesItsRateBetweenTwoFrames) {
  const auto encoder = make_encoder(Codec::opus, {});
  const auto decoder = make_decoder(Codec::opus);
  for (const unsigned rate : {8000U, 16000U, 48000U, 8000U}) {
    for (unsigned i = 0; i < 10; ++i) {
      EXPECT_EQ(decoded(*decoder, encoded(*encoder, tone_frame(rate, i))).size(), 160U);
    }
  }
}

TEST(Duration, IsReadOffThePayload) {
  EXPECT_EQ(duration(Codec::pcmu, Payload(240)), 240U);
  EXPECT_EQ(duration(Codec::g722, Payload(160)), 160U);
  EXPECT_EQ(duration(Codec::opus, Payload{0xF8, 0xFF, 0xFE}), 960U);
  EXPECT_EQ(duration(Codec::opus, Payload{0xF0, 0xFF, 0xFE}), 480U);  // 10 ms
  EXPECT_EQ(duration(Codec::opus, Payload{0xFA, 1, 0xFF}), 1920U);    // two frames
  EXPECT_EQ(duration(Codec::opus, Payload{}), 0U);
}

}  // namespace
}  // namespace ringback::media
