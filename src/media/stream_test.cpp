#include "media/stream_fixture.hpp"

#include "media/sound/dtmf_generator.hpp"

namespace ringback::media {
namespace {

TEST_F(StreamTest, SendsSilenceOnceAgreed) {
  tick();
  EXPECT_TRUE(wire->sent.empty());
  agree();
  tick(3);
  EXPECT_EQ(wire->sent.size(), 3U);
  EXPECT_EQ(last().payload[0], silent_byte(Codec::pcmu));
  EXPECT_EQ(host.reported, std::vector{StreamEvent::Kind::connected});
}

TEST_F(StreamTest, SendsNothingToAPeerThatHolds) {
  agree({.may_send = false});
  tick(3);
  EXPECT_TRUE(wire->sent.empty());
}

TEST_F(StreamTest, DropsWhatItCannotUse) {
  receive({.payload_type = 0}, {1});  // before the SDP
  agree();
  receive({.payload_type = 13}, {1});                                  // comfort noise
  receive({.payload_type = 0}, std::vector<std::uint8_t>(961, 0xFF));  // longer than 120 ms
  wire->trusting = false;
  receive({.payload_type = 0}, {1});
  EXPECT_EQ(host.dropped, 4);
  EXPECT_EQ(wire->valid, 0);
}

TEST_F(StreamTest, FollowsAPeerThatChangesItsCodec) {
  agree({.receive = {{0, Codec::pcmu}, {8, Codec::pcma}}});
  stream->bridge(peer);
  receive({.payload_type = 0, .sequence = 1}, {1});
  receive({.payload_type = 8, .sequence = 2}, {1});
  EXPECT_EQ(host.codecs, (std::vector{Codec::pcmu, Codec::pcma}));
}

TEST_F(StreamTest, PassesSoundAndDigitsToItsPeerAndTellsThem) {
  agree();
  stream->bridge(peer);
  receive({.payload_type = 0}, {1});
  receive({.payload_type = 101, .timestamp = 9}, {5, 10, 0, 160});
  EXPECT_EQ(host.targets, (std::vector{peer, peer}));
  EXPECT_EQ(host.events, 1);
  EXPECT_EQ(host.reported, (std::vector{StreamEvent::Kind::heard, StreamEvent::Kind::digit}));
}

TEST_F(StreamTest, TranscodesWhatItRelays) {
  agree({.codec = Codec::pcma, .send_payload_type = 8});
  stream->bridge(peer);
  relay(1);
  EXPECT_EQ(last().header.payload_type, 8);
  EXPECT_EQ(last().payload[0], silent_byte(Codec::pcma));
  EXPECT_TRUE(last().header.marker);
}

TEST_F(StreamTest, FillsAPauseOfItsSourceAndNothingShorter) {
  agree();
  stream->bridge(peer);
  relay(1);
  tick(5);
  EXPECT_EQ(wire->sent.size(), 1U);
  tick(2);
  EXPECT_EQ(wire->sent.size(), 3U);
  relay(2);
  EXPECT_EQ(last().header.sequence, 103);
  EXPECT_TRUE(last().header.marker);
}

TEST_F(StreamTest, HearsOnlyWhomItIsBridgedTo) {
  agree();
  relay(1);
  EXPECT_TRUE(wire->sent.empty());
  stream->bridge(peer);
  stream->unbridge({0, 9, 9});  // an older bridge ends late
  relay(2);
  EXPECT_EQ(wire->sent.size(), 1U);
  stream->unbridge(peer);
  relay(3);
  EXPECT_EQ(wire->sent.size(), 1U);
}

TEST_F(StreamTest, AToneTakesThePlaceOfTheBridge) {
  agree();
  stream->bridge(peer);
  stream->play(Tone::beeps);
  relay(1);
  EXPECT_TRUE(wire->sent.empty());
  tick();
  EXPECT_EQ(wire->sent.size(), 1U);
}

TEST_F(StreamTest, ADigitTakesThePlaceOfSound) {
  agree();
  stream->bridge(peer);
  stream->send_digits("1");
  tick();
  const auto start = last().header.timestamp;
  EXPECT_EQ(last().header.payload_type, 101);
  EXPECT_TRUE(last().header.marker);
  relay(1);
  tick();
  EXPECT_EQ(wire->sent.size(), 2U);
  EXPECT_EQ(last().header.timestamp, start);
  EXPECT_FALSE(last().header.marker);
  tick(20);
  relay(2);
  EXPECT_EQ(last().header.payload_type, 0);
}

TEST_F(StreamTest, AnEchoGoesToItself) {
  agree();
  stream->echo();
  receive({.payload_type = 0}, {1});
  EXPECT_EQ(host.targets, std::vector{own});
}

TEST_F(StreamTest, TellsAToneInsteadOfTheFirstSound) {
  agree();
  stream->listen_for(1000);
  ToneSource tone(1000);
  tone.start(Tone::beeps);
  std::vector<std::uint8_t> sound(160);
  for (std::uint16_t i = 0; i < 10; ++i) {
    std::array<std::int16_t, samples_per_frame> linear{};
    tone.fill(linear);
    make_encoder(Codec::pcmu, {})->encode(linear, sound);
    receive({.payload_type = 0, .sequence = i}, sound);
    if (i < 3) EXPECT_TRUE(host.reported.empty());
  }
  EXPECT_EQ(host.reported, std::vector{StreamEvent::Kind::heard});
}

// Packets until a peer that has just been answered surely plays what it gets.
constexpr int peer_opens = 14;

// Sound that lasts for two frames and a half.
struct ShortSource final : PcmSource {
  void end() override { frames = 2; }
  bool fill(std::span<std::int16_t> frame) override {
    std::fill(frame.begin(), frame.end(), std::int16_t{1000});
    rate = frame.size() * frames_per_second;
    return ++frames < 3;
  }
  int frames = 0;
  std::size_t rate = 0;
};

TEST_F(StreamTest, PlaysASourceToItsEndAndTells) {
  agree();
  tick(peer_opens);
  stream->play(std::make_unique<ShortSource>(), 1);
  tick(2);
  EXPECT_EQ(last().payload[0], encode(Codec::pcmu, 1000));
  EXPECT_EQ(host.reported, std::vector{StreamEvent::Kind::connected});
  tick();
  EXPECT_EQ(last().payload[0], encode(Codec::pcmu, 1000));
  EXPECT_EQ(host.reported.back(), StreamEvent::Kind::played);
  tick();
  EXPECT_EQ(last().payload[0], silent_byte(Codec::pcmu));
  EXPECT_EQ(host.reported.size(), 2U);
}

TEST_F(StreamTest, APeerThatHasJustBeenAnsweredMissesNothingOfASource) {
  stream->play(std::make_unique<ShortSource>(), 1);
  tick(50);
  EXPECT_TRUE(wire->sent.empty());
  agree();
  tick(13);
  EXPECT_EQ(last().payload[0], silent_byte(Codec::pcmu));
  tick();
  EXPECT_EQ(last().payload[0], encode(Codec::pcmu, 1000));
  EXPECT_EQ(host.reported, std::vector{StreamEvent::Kind::connected});
}

TEST_F(StreamTest, AStoppedSourceEndsWithItsLastFrame) {
  agree();
  tick(peer_opens);
  stream->play(std::make_unique<ShortSource>(), 7);
  tick();
  stream->stop(6);  // of another: nothing happens
  stream->stop(7);
  tick();
  EXPECT_EQ(host.reported.back(), StreamEvent::Kind::played);
  tick();
  EXPECT_EQ(last().payload[0], silent_byte(Codec::pcmu));
}

TEST_F(StreamTest, ASourceGoesOnWhileThePeerIsOnHold) {
  agree();
  tick(peer_opens);
  stream->play(std::make_unique<ShortSource>(), 1);
  agree({.may_send = false});
  const auto sent = wire->sent.size();
  tick(3);
  EXPECT_EQ(wire->sent.size(), sent);
  EXPECT_EQ(host.reported.back(), StreamEvent::Kind::played);
}

TEST_F(StreamTest, OwnSoundIsMadeAtTheCodecsRate) {
  agree();
  tick(peer_opens);
  for (const auto codec : {Codec::pcma, Codec::g722, Codec::opus}) {
    agree({.codec = codec});
    auto source = std::make_unique<ShortSource>();
    const auto* playing = source.get();
    stream->play(std::move(source), 1);
    tick();
    EXPECT_EQ(playing->rate, pcm_rate(codec));
  }
}

TEST_F(StreamTest, AnotherClockIsAnotherStream) {
  agree();
  tick(2);
  const auto before = last().header;
  agree({.codec = Codec::opus, .send_payload_type = 111});
  tick();
  const auto first = last().header;
  tick();
  EXPECT_NE(first.ssrc, before.ssrc);
  EXPECT_EQ(first.sequence, before.sequence + 1);
  EXPECT_TRUE(first.marker);
  EXPECT_EQ(last().header.timestamp - first.timestamp, 960U);
}

TEST_F(StreamTest, ADigitLastsAsLongOnAnyClock) {
  agree({.codec = Codec::opus, .send_payload_type = 111});
  stream->send_digits("1");
  tick(8);
  EXPECT_EQ(last().payload[2] * 256 + last().payload[3], 4800);
}

// A key of a phone's, pressed in its sound.
struct InBandTest : StreamTest {
  void press(std::uint8_t event) {
    DtmfGenerator generator;
    generator.start(event, 8000);
    for (int i = 0; i < 10; ++i) {
      std::array<std::int16_t, samples_per_frame> sound{};
      if (i < 5) generator.fill(sound);
      std::vector<std::uint8_t> payload;
      for (const auto sample : sound) payload.push_back(encode(Codec::pcmu, sample));
      ++sequence;
      receive({.payload_type = 0, .sequence = sequence, .timestamp = sequence * 160U}, payload);
    }
  }
  std::uint16_t sequence = 0;
};

TEST_F(InBandTest, DigitsOfAPhoneWithoutEventsAreFoundInItsSoundOnce) {
  stream->agree({}, make_encoder(Codec::pcmu, {}), now);
  for (const std::uint8_t event : {4, 2, 2, 11}) press(event);
  EXPECT_EQ(host.digits, "422#");
}

TEST_F(InBandTest, NoSoundIsADigitOfAPhoneThatTakesEvents) {
  agree();
  press(4);
  EXPECT_EQ(host.digits, "");
}

TEST_F(StreamTest, ReportsAboutEveryFiveSecondsWhereWanted) {
  agree();
  tick(1000);
  EXPECT_TRUE(wire->reports_sent.empty());
  wire->wants_reports = true;
  tick(1000);
  EXPECT_GE(wire->reports_sent.size(), 3U);
  EXPECT_LE(wire->reports_sent.size(), 8U);
}

TEST_F(StreamTest, GoesOnReportingOnHoldAndSaysGoodbyeOnce) {
  wire->wants_reports = true;
  agree({.may_send = false});
  tick(1000);
  EXPECT_GE(wire->reports_sent.size(), 3U);
  EXPECT_EQ(wire->reports_sent.back()[1], 201);  // nothing sent: a receiver report
  const auto before = wire->reports_sent.size();
  stream->say_goodbye(now);
  ASSERT_EQ(wire->reports_sent.size(), before + 1);
  EXPECT_EQ(wire->reports_sent.back()[wire->reports_sent.back().size() - 7], 203);
}

TEST_F(StreamTest, TellsHowItsSoundTravels) {
  agree();
  for (const std::uint16_t sequence : {1, 2, 5}) receive({.payload_type = 0, .sequence = sequence, .ssrc = 4}, {1});
  tick(50);
  const auto measured = quality->read();
  EXPECT_EQ(measured.received.packets, 3U);
  EXPECT_EQ(measured.received.lost, 2U);
  EXPECT_EQ(measured.sent.packets, 49U);
  EXPECT_FALSE(measured.sent.reported);
}

}  // namespace
}  // namespace ringback::media
