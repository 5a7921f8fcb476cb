#include <set>

#include "media/sound/dtmf_detector.hpp"
#include "media/stream_fixture.hpp"
#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

// Keys that the bridged peer presses, towards a peer of another kind.
struct RelayedDigitsTest : StreamTest {
  void agree_codec(Codec codec, bool events) {
    Agreement agreement{.codec = codec, .send_payload_type = traits(codec).payload_type};
    agreement.receive = {{agreement.send_payload_type, codec}};
    if (events) agreement.send_event_type = 110;
    stream->agree(agreement, make_encoder(codec, {}), now);
    stream->bridge(peer);
  }
  // A packet of a press on a clock of 8000, so many ms after its start.
  void event(std::uint8_t digit, unsigned ms, bool end = false) {
    const unsigned length = ms * 8;
    const unsigned before = length > 0xFFFF ? 0xFFFF : 0;
    std::vector<std::uint8_t> payload{digit, static_cast<std::uint8_t>(end ? 0x8A : 10), 0, 0};
    write16(&payload[2], static_cast<std::uint16_t>(length - before));
    Frame frame{.from = peer, .codec = Codec::pcmu, .event = true};
    frame.packet = {{.sequence = ++sequence, .timestamp = start + before, .ssrc = 5}, payload};
    stream->relay(frame, now);
  }
  void press(std::uint8_t digit, unsigned ms, int ends = 3) {
    for (unsigned at = 20; at <= ms; at += 20) {
      event(digit, at);
      tick();
    }
    for (; ends > 0; --ends) event(digit, ms, true);
    start += 8 * (ms + 200);
    tick(20);
  }
  // What a person hears in what was sent, and for how long.
  std::string tones() {
    DtmfDetector detector;
    std::string digits;
    for (const auto& bytes : wire->sent) {
      std::vector<std::int16_t> sound;
      const auto packet = parse_rtp(bytes);
      for (const auto byte : packet->payload) sound.push_back(decode(Codec::pcmu, byte));
      loud_frames += std::any_of(sound.begin(), sound.end(), [](auto sample) { return sample > 2000; }) ? 1 : 0;
      if (const auto digit = detector.hear(sound)) digits += *digit;
    }
    return digits;
  }
  // The whole length of the event that was sent, in ms.
  unsigned sent_length() const {
    DigitReceiver receiver;
    std::uint32_t length = 0;
    for (const auto& bytes : wire->sent) {
      const auto packet = parse_rtp(bytes);
      if (packet->header.payload_type != 110) continue;
      if (const auto press = receiver.receive(*packet)) length = press->duration;
    }
    return length / (clock_rate(Codec::opus) / 1000);
  }

  std::uint16_t sequence = 0;
  std::uint32_t start = 1000;
  int loud_frames = 0;
};

TEST_F(RelayedDigitsTest, APeerWithoutEventsHearsTones) {
  agree_codec(Codec::pcmu, false);
  press(4, 100);
  press(11, 100);
  EXPECT_EQ(tones(), "4#");
  EXPECT_EQ(loud_frames, 10);
}

TEST_F(RelayedDigitsTest, ATapIsStillLongEnoughToBeHeard) {
  agree_codec(Codec::pcmu, false);
  press(4, 20);
  tones();
  EXPECT_EQ(loud_frames, 2);
}

TEST_F(RelayedDigitsTest, ToneEndsWithoutTheEndsThatWereLost) {
  agree_codec(Codec::pcmu, false);
  press(4, 100, 0);
  tick(50);
  EXPECT_EQ(tones(), "4");
  EXPECT_LE(loud_frames, 18);
}

TEST_F(RelayedDigitsTest, OurOwnDigitsAreTonesTooForAPeerWithoutEvents) {
  agree_codec(Codec::pcmu, false);
  stream->send_digits("19*");
  tick(60);
  EXPECT_EQ(tones(), "19*");
}

TEST_F(RelayedDigitsTest, AnEventLastsAsLongOnAnotherClock) {
  agree_codec(Codec::opus, true);
  press(4, 160);
  EXPECT_EQ(sent_length(), 160U);
}

TEST_F(RelayedDigitsTest, AnEventTooLongForTheFasterClockGoesOnUnderMoreTimeStamps) {
  agree_codec(Codec::opus, true);
  press(4, 3000);
  EXPECT_EQ(sent_length(), 3000U);
  std::set<std::uint32_t> time_stamps;
  int markers = 0;
  int ends = 0;
  for (const auto& bytes : wire->sent) {
    const auto packet = parse_rtp(bytes);
    if (packet->header.payload_type != 110) continue;
    time_stamps.insert(packet->header.timestamp);
    markers += packet->header.marker ? 1 : 0;
    ends += packet->payload[1] & 0x80U ? 1 : 0;
  }
  EXPECT_EQ(time_stamps.size(), 3U);  // 144000 units are three times 16 bits
  EXPECT_EQ(markers, 1);
  EXPECT_EQ(ends, 3);
}

}  // namespace
}  // namespace ringback::media
