#include <cmath>
#include <numbers>

#include "media/stream_fixture.hpp"
#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

// A stream that is bridged to one whose peer may talk another codec.
struct RelayedTest : StreamTest {
  // 20 ms of a tone of the peer's.
  void talk(Codec codec) {
    if (codec != peer_codec || !encoder) encoder = make_encoder(peer_codec = codec, {});
    std::vector<std::int16_t> sound(pcm_rate(codec) / frames_per_second);
    for (auto& sample : sound) {
      sample = static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * 500 * position++ / pcm_rate(codec)));
    }
    std::vector<std::uint8_t> payload(max_payload);
    payload.resize(encoder->encode(sound, payload));
    relay_packet(payload, false);
    timestamp += clock_per_frame(codec);
  }
  void press(std::uint8_t digit, std::uint16_t length) {
    std::vector<std::uint8_t> payload{digit, 10, 0, 0};
    write16(&payload[2], length);
    relay_packet(payload, true);
  }
  void relay_packet(const std::vector<std::uint8_t>& payload, bool event) {
    Frame frame{.from = peer, .codec = peer_codec, .event = event};
    frame.packet = {{.sequence = ++sequence, .timestamp = timestamp, .ssrc = 5}, payload};
    sent_payload = payload;
    stream->relay(frame, now);
  }
  void converse(Codec codec, int frames) {
    for (; frames > 0; --frames) {
      talk(codec);
      tick();
    }
  }
  // How many of the packets since `from` are loud.
  int loud(Codec codec, std::size_t from = 0) const {
    const auto decoder = make_decoder(codec);
    int count = 0;
    for (std::size_t i = from; i < wire->sent.size(); ++i) {
      std::array<std::int16_t, 160> sound{};
      decoder->decode(parse_rtp(wire->sent[i])->payload, sound);
      count += std::any_of(sound.begin(), sound.end(), [](std::int16_t sample) { return sample > 2000; }) ? 1 : 0;
    }
    return count;
  }
  // Sequence numbers without a hole; time stamps that keep to the clock, a few frames more or less.
  void expect_one_stream(Codec codec) const {
    for (std::size_t i = 1; i < wire->sent.size(); ++i) {
      const auto before = parse_rtp(wire->sent[i - 1])->header;
      const auto header = parse_rtp(wire->sent[i])->header;
      EXPECT_EQ(header.ssrc, before.ssrc) << i;
      EXPECT_EQ(header.sequence, static_cast<std::uint16_t>(before.sequence + 1)) << i;
      EXPECT_LT(header.timestamp - before.timestamp, 110 * clock_per_frame(codec)) << i;
    }
    const auto first = parse_rtp(wire->sent.front())->header;
    const auto passed = std::chrono::duration<double>(now - started - std::chrono::milliseconds(20));
    EXPECT_NEAR(last().header.timestamp - first.timestamp, passed.count() * clock_rate(codec),
                4 * clock_per_frame(codec));
  }
  void start(Agreement agreement = {}) {
    agree(std::move(agreement));
    started = now;
  }

  TimePoint started;
  Codec peer_codec = Codec::pcmu;
  std::unique_ptr<Encoder> encoder;
  std::vector<std::uint8_t> sent_payload;
  std::uint64_t position = 0;
  std::uint16_t sequence = 65530;
  std::uint32_t timestamp = 0xFFFFF000;
};

TEST_F(RelayedTest, OneCodecIsPassedOnAsItIs) {
  for (const auto codec : {Codec::opus, Codec::g722, Codec::pcma}) {
    renew();
    start({.codec = codec, .send_payload_type = 98});
    stream->bridge(peer);
    converse(codec, 3);
    EXPECT_EQ(std::vector(last().payload.begin(), last().payload.end()), sent_payload);
    EXPECT_EQ(last().header.payload_type, 98);
    const auto before = last().header.timestamp;
    talk(codec);
    EXPECT_EQ(last().header.timestamp - before, clock_per_frame(codec));
  }
}

TEST_F(RelayedTest, EveryPairOfCodecsIsHeardFromTheFirstWord) {
  const std::array all{Codec::pcmu, Codec::pcma, Codec::opus, Codec::g722};
  for (const auto from : all) {
    for (const auto to : all) {
      renew();
      start({.codec = to});
      tick(5);
      stream->bridge(peer);
      converse(from, 50);
      tick(3);
      EXPECT_GE(loud(to), 50) << traits(from).name << " to " << traits(to).name;
      EXPECT_LE(loud(to), 53) << traits(from).name << " to " << traits(to).name;
      expect_one_stream(to);
    }
  }
}

TEST_F(RelayedTest, AChangeOfSourceIsOneStreamWithAMarkerEach) {
  start();
  stream->play(Tone::beeps);
  tick(5);
  stream->bridge(peer);
  auto from = wire->sent.size();
  converse(Codec::opus, 10);
  EXPECT_TRUE(parse_rtp(wire->sent[from])->header.marker);
  stream->unbridge(peer);
  stream->play(Tone::beeps);
  from = wire->sent.size();
  tick(5);
  EXPECT_TRUE(parse_rtp(wire->sent[from])->header.marker);
  stream->bridge(peer);
  from = wire->sent.size();
  converse(Codec::pcmu, 10);
  EXPECT_TRUE(parse_rtp(wire->sent[from])->header.marker);
  EXPECT_FALSE(last().header.marker);
  expect_one_stream(Codec::pcmu);
}

TEST_F(RelayedTest, AHeldCallGoesOnWhereItsClockIs) {
  for (const auto codec : {Codec::pcmu, Codec::opus}) {
    renew();
    start();
    stream->bridge(peer);
    converse(codec, 20);
    agree({.may_send = false});
    const auto silent_from = wire->sent.size();
    converse(codec, 100);
    EXPECT_EQ(wire->sent.size(), silent_from);
    agree();
    converse(codec, 20);
    tick(3);
    EXPECT_GE(loud(Codec::pcmu, silent_from), 20);
    expect_one_stream(Codec::pcmu);
  }
}

TEST_F(RelayedTest, APeerThatChangesItsCodecIsHeardOn) {
  start();
  stream->bridge(peer);
  converse(Codec::pcmu, 20);
  converse(Codec::g722, 20);
  converse(Codec::opus, 20);
  converse(Codec::pcma, 20);
  EXPECT_GE(loud(Codec::pcmu), 74);
  expect_one_stream(Codec::pcmu);
}

TEST_F(RelayedTest, AnEventIsToldByTheOtherClock) {
  start();
  stream->bridge(peer);
  converse(Codec::opus, 10);
  const auto from = wire->sent.size();
  for (const std::uint16_t length : {960, 1920, 2880, 2880, 2880}) {
    press(7, length);
    tick();
  }
  ASSERT_EQ(wire->sent.size(), from + 5);
  const auto first = parse_rtp(wire->sent[from]);
  EXPECT_TRUE(first->header.marker);
  EXPECT_EQ(first->header.payload_type, 101);
  EXPECT_EQ(first->payload[0], 7);
  EXPECT_EQ(read16(&first->payload[2]), 160);
  EXPECT_EQ(read16(&last().payload[2]), 480);
  EXPECT_FALSE(last().header.marker);
  EXPECT_EQ(last().header.timestamp, first->header.timestamp);
  timestamp += 4800;
  converse(Codec::opus, 20);
  EXPECT_EQ(last().header.payload_type, 0);
  expect_one_stream(Codec::pcmu);
}

TEST_F(RelayedTest, ADigitOfOursTakesThePlaceOfConvertedSound) {
  start();
  stream->bridge(peer);
  converse(Codec::opus, 10);
  stream->send_digits("1");
  converse(Codec::opus, 3);
  EXPECT_EQ(last().header.payload_type, 101);
  converse(Codec::opus, 20);
  EXPECT_EQ(last().header.payload_type, 0);
  EXPECT_GT(last().payload.size(), 100U);
}

}  // namespace
}  // namespace ringback::media
