#include "media/sound/playout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <random>
#include <vector>

#include "media/sound/encoder.hpp"

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

constexpr double tone_hz = 500;

// A sender that talks a tone, a network that delays and loses, and a listener who takes 20 ms every 20 ms.
struct PlayoutTest : testing::Test {
  struct Speaker {
    Codec codec = Codec::pcmu;
    int packet_ms = 20;
    std::uint32_t ssrc = 1;
    bool error_correction = false;
  };

  void speak_as(Speaker given) {
    speaker = given;
    encoder = make_encoder(speaker.codec, {.error_correction = speaker.error_correction});
    encoder->expect_loss(20);
  }
  // The next packet, which arrives in `delay` milliseconds. Negative: never.
  void speak(int delay = 0) {
    std::vector<std::uint8_t> payload;
    for (int ms = 0; ms < speaker.packet_ms; ms += 20) {
      const auto one = encode_frame();
      payload.insert(payload.end(), one.begin(), one.end());
    }
    const auto units = static_cast<std::uint32_t>(speaker.packet_ms) * clock_rate(speaker.codec) / 1000;
    payload.resize(speaker.packet_ms < 20 ? units : payload.size());
    ++sequence;
    if (delay >= 0) on_the_way.emplace(now + milliseconds(delay), std::pair(header(), payload));
    timestamp += units;
  }
  RtpHeader header() const { return {.sequence = sequence, .timestamp = timestamp, .ssrc = speaker.ssrc}; }
  std::vector<std::uint8_t> encode_frame() {
    std::vector<std::int16_t> sound(pcm_rate(speaker.codec) / 50);
    for (auto& sample : sound) {
      sample = static_cast<std::int16_t>(
          8000 * std::sin(2 * std::numbers::pi * tone_hz * position++ / pcm_rate(speaker.codec)));
    }
    std::vector<std::uint8_t> payload(max_payload);
    payload.resize(encoder->encode(sound, payload));
    return payload;
  }
  // 20 ms pass. How loud what was heard in them is; nothing if there was none.
  std::optional<double> listen(unsigned rate = 8000) {
    now += milliseconds(20);
    while (!on_the_way.empty() && on_the_way.begin()->first <= now) {
      const auto arrived = on_the_way.begin()->first;
      auto [header, payload] = on_the_way.begin()->second;
      on_the_way.erase(on_the_way.begin());
      Frame frame{.codec = speaker.codec};
      frame.packet = {header, payload};
      playout.insert(frame, arrived);
    }
    const auto sound = playout.next(rate, now);
    if (sound.empty()) return std::nullopt;
    double sum = 0;
    for (const auto sample : sound) sum += std::pow(sample, 2);
    return std::sqrt(sum / static_cast<double>(sound.size()));
  }
  // That many packets, listened to all the while. The quietest 20 ms once something is heard.
  template <class Delay>
  double talk(int packets, Delay delay) {
    double quietest = 1e9;
    for (int i = 0; i < packets; ++i) {
      speak(delay(i));
      for (int ms = 0; ms < speaker.packet_ms; ms += 20) {
        if (const auto heard = listen()) quietest = std::min(quietest, *heard);
      }
    }
    return quietest;
  }
  static int at_once(int) { return 0; }

  Playout playout;
  Speaker speaker;
  std::unique_ptr<Encoder> encoder = make_encoder(Codec::pcmu, {});
  std::multimap<TimePoint, std::pair<RtpHeader, std::vector<std::uint8_t>>> on_the_way;
  TimePoint now = TimePoint{} + std::chrono::hours(1);
  std::uint16_t sequence = 65500;  // wraps soon
  std::uint32_t timestamp = 0xFFFFFF00;
  std::uint64_t position = 0;
};

TEST_F(PlayoutTest, TheFirstPacketIsHeardSoonAndNothingIsMissing) {
  speak();
  int frames = 1;
  while (!listen()) {
    ASSERT_LE(++frames, 3) << "the first word has to wait";
    speak();
  }
  EXPECT_GT(talk(200, at_once), 5000);
  const auto report = playout.report();
  EXPECT_EQ(report.lost + report.late + report.concealed_ms, 0U);
  EXPECT_GE(report.packets, 200U);
}

TEST_F(PlayoutTest, PacketsOfAnyLengthAreHeard) {
  for (const int packet_ms : {20, 40, 60, 100, 120}) {
    speak_as({.packet_ms = packet_ms, .ssrc = static_cast<std::uint32_t>(packet_ms)});
    talk(2, at_once);
    EXPECT_GT(talk(30, at_once), 4000) << packet_ms << " ms";
    EXPECT_EQ(playout.report().concealed_ms, 0U) << packet_ms << " ms";
  }
}

TEST_F(PlayoutTest, PacketsOfTenAndThirtyMillisecondsAreHeard) {
  for (const int packet_ms : {10, 30}) {
    speak_as({.ssrc = static_cast<std::uint32_t>(packet_ms)});
    const auto bytes = static_cast<std::size_t>(packet_ms * 8);
    std::vector<std::uint8_t> waiting;
    double quietest = 1e9;
    for (int frame = 0; frame < 60; ++frame) {
      const auto more = encode_frame();
      for (waiting.insert(waiting.end(), more.begin(), more.end()); waiting.size() >= bytes; ++sequence) {
        on_the_way.emplace(now, std::pair(header(), std::vector(waiting.begin(), waiting.begin() + packet_ms * 8)));
        waiting.erase(waiting.begin(), waiting.begin() + packet_ms * 8);
        timestamp += static_cast<std::uint32_t>(bytes);
      }
      if (const auto heard = listen()) quietest = std::min(quietest, *heard);
    }
    EXPECT_GT(quietest, 4000) << packet_ms << " ms";
    EXPECT_EQ(playout.report().lost, 0U);
  }
}

TEST_F(PlayoutTest, ReorderedPacketsAreHeardInOrder) {
  EXPECT_GT(talk(200, [](int i) { return i % 10 == 3 ? 25 : 0; }), 3000);
  EXPECT_EQ(playout.report().lost, 0U);
  EXPECT_EQ(playout.report().late, 0U);
}

TEST_F(PlayoutTest, FollowsTheJitterOfTheNetwork) {
  std::mt19937 random(3);
  const auto jitter = [&random](int most) {
    return [&random, most](int) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  };
  talk(500, jitter(100));
  const auto before = playout.report();
  EXPECT_GE(before.target_ms, 80);
  talk(500, jitter(100));
  const auto after = playout.report();
  EXPECT_LE(after.lost - before.lost, 25U) << "of 500";
  talk(1500, at_once);
  EXPECT_EQ(playout.report().target_ms, 20);
  EXPECT_LE(playout.report().depth_ms, 60);
  EXPECT_GT(playout.shortened(), 0U);
}

TEST_F(PlayoutTest, ALostPacketIsConcealed) {
  for (const auto codec : {Codec::pcmu, Codec::g722, Codec::opus}) {
    speak_as({.codec = codec, .ssrc = 10U + static_cast<unsigned>(codec)});
    talk(50, at_once);
    const auto before = playout.report();
    EXPECT_GT(talk(100, [](int i) { return i % 20 == 7 ? -1 : 0; }), 500) << traits(codec).name;
    const auto after = playout.report();
    EXPECT_EQ(after.lost - before.lost, 5U) << traits(codec).name;
  }
}

TEST_F(PlayoutTest, ALostPacketIsToldByTheNextWhereTheCodecDoes) {
  speak_as({.codec = Codec::opus, .ssrc = 5, .error_correction = true});
  talk(50, at_once);
  talk(100, [](int i) { return i % 20 == 7 ? -1 : 0; });
  EXPECT_EQ(playout.report().recovered, 5U);
  EXPECT_EQ(playout.report().concealed_ms, 0U);
}

TEST_F(PlayoutTest, AfterAStallTheBacklogIsDropped) {
  talk(100, at_once);
  const auto silent_from = now;
  for (int i = 0; i < 50; ++i) {
    speak(static_cast<int>((silent_from + milliseconds(1000) - now) / milliseconds(1)));
    listen();
  }
  EXPECT_LE(playout.report().depth_ms, 500);
  talk(400, at_once);
  EXPECT_LE(playout.report().depth_ms, 60);
}

TEST_F(PlayoutTest, APauseOfTheSenderIsSilenceAndThenEveryWordIsHeard) {
  talk(50, at_once);
  for (int i = 0; i < 50; ++i) {
    timestamp += 160;
    listen();
  }
  EXPECT_FALSE(listen());
  const auto before = playout.report();
  talk(10, at_once);
  for (int i = 0; i < 4; ++i) listen();
  EXPECT_EQ(playout.report().packets - before.packets, 10U);
  EXPECT_EQ(playout.report().lost, before.lost);
}

TEST_F(PlayoutTest, AnotherSenderIsHeardFromItsFirstPacket) {
  talk(50, at_once);
  const auto before = playout.report().packets;
  speak_as({.codec = Codec::g722, .ssrc = 99});
  sequence = 5;
  timestamp = 77;
  talk(20, at_once);
  for (int i = 0; i < 3; ++i) listen();
  EXPECT_EQ(playout.report().packets - before, 20U);
}

TEST_F(PlayoutTest, AnEventsNumbersAreNoLoss) {
  talk(50, at_once);
  for (int i = 0; i < 8; ++i) {
    Frame event{.event = true};
    ++sequence;
    const std::vector<std::uint8_t> payload{5, 10, 0, 160};
    event.packet = {{.sequence = sequence, .timestamp = timestamp, .ssrc = speaker.ssrc}, payload};
    playout.insert(event, now);
    listen();
  }
  timestamp += 8 * 160;
  talk(50, at_once);
  EXPECT_EQ(playout.report().lost, 0U);
}

TEST_F(PlayoutTest, SoundComesAtNoHigherRateThanWanted) {
  speak_as({.codec = Codec::g722, .ssrc = 3});
  for (int i = 0; i < 5; ++i) {
    speak();
    listen(16000);
  }
  EXPECT_EQ(playout.rate(), 16000U);
  speak();
  listen(8000);
  EXPECT_EQ(playout.rate(), 8000U);
}

TEST_F(PlayoutTest, WildNumbersDoNotBreakIt) {
  std::mt19937 random(11);
  for (int i = 0; i < 5000; ++i) {
    speaker.ssrc = random() % 3;
    sequence =
        random() % 4 == 0 ? static_cast<std::uint16_t>(random()) : static_cast<std::uint16_t>(sequence + random() % 5);
    timestamp = random() % 3 == 0 ? static_cast<std::uint32_t>(random()) : timestamp;
    speak(static_cast<int>(random() % 50));
    listen();
  }
}

}  // namespace
}  // namespace ringback::media
