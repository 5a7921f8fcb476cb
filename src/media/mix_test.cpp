#include "media/mix.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

#include "media/engine_fixture.hpp"
#include "media/mixer.hpp"
#include "media/sound/clip_source.hpp"
#include "media/sound/decoder.hpp"
#include "media/sound/g711.hpp"
#include "media/stream_fixture.hpp"

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

// Whether 20 ms of 8 kHz contain that tone.
bool sounds(int hz, std::span<const std::int16_t> sound) {
  double real = 0;
  double imaginary = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double angle = 2 * std::numbers::pi * hz * static_cast<double>(i) / 8000;
    real += sound[i] * std::cos(angle);
    imaginary += sound[i] * std::sin(angle);
  }
  return 2 * std::hypot(real, imaginary) / 160 > 400;
}

// A member whose voice is a tone of its own, and what the mix sends to it.
struct Member {
  Member(std::uint32_t number, int hz, Codec codec) : id{0, number, number}, codec(codec), hz(hz) {}

  StreamId id;
  Codec codec;
  int hz;
  bool speaks = true;
  std::map<int, int> heard;  // packets in which that tone sounds
  std::unique_ptr<Encoder> encoder = make_encoder(codec, {});
  std::unique_ptr<Decoder> decoder = make_decoder(codec);
  ToneSource voice{hz};
  std::uint16_t sequence = 0;
  std::optional<RtpHeader> last;
  std::vector<std::uint8_t> last_payload;
  int gaps = 0;

  void hear(const Frame& frame) {
    EXPECT_EQ(frame.codec, codec == Codec::pcma ? Codec::pcmu : codec);
    const auto& header = frame.packet.header;
    if (last && header.sequence != static_cast<std::uint16_t>(last->sequence + 1)) ++gaps;
    if (last && header.timestamp != last->timestamp + clock_per_frame(codec)) ++gaps;
    last = header;
    last_payload.assign(frame.packet.payload.begin(), frame.packet.payload.end());
    std::array<std::int16_t, max_pcm_frame> sound;
    decoder->set_rate(8000);
    const auto made = decoder->decode(frame.packet.payload, sound);
    for (const int tone : {1000, 1600, 2000, 2300}) heard[tone] += sounds(tone, std::span(sound).first(made)) ? 1 : 0;
  }
};

struct MixerTest : testing::Test, StreamHost {
  static constexpr StreamId mix{0, 99, 99};

  Member& joins(int hz, Codec codec = Codec::pcmu, bool muted = false) {
    const auto number = static_cast<std::uint32_t>(members.size() + 1);
    members.push_back(std::make_unique<Member>(number, hz, codec));
    auto& member = *members.back();
    member.voice.start(Tone::beeps);
    mixer.sit(std::make_unique<MixerSeat>(member.id, codec, muted));
    return member;
  }
  void passes(milliseconds time) {
    for (; time > milliseconds(0); time -= milliseconds(20)) {
      now += milliseconds(20);
      for (const auto& member : members) speak(*member);
      mixer.tick(*this, now);
    }
  }
  void speak(Member& member) {
    std::array<std::int16_t, samples_per_frame> sound{};
    if (member.speaks) member.voice.fill(sound);
    std::array<std::uint8_t, max_payload> payload;
    const auto size = member.encoder->encode(sound, payload);
    Frame frame{.from = member.id, .codec = member.codec};
    frame.packet = {{.sequence = ++member.sequence,
                     .timestamp = member.sequence * clock_per_frame(member.codec),
                     .ssrc = member.id.slot},
                    std::span(payload).first(size)};
    mixer.hear(frame, now);
  }

  SendBatch& outbox() override { return batch; }
  void forward(StreamId to, const Frame& frame, TimePoint) override {
    EXPECT_EQ(frame.from, mix);
    if (to.thread != mix.thread) return elsewhere.push_back(to);
    members.at(to.slot - 1)->hear(frame);
  }
  void share(unsigned thread, const Frame& frame) override { shared.emplace_back(thread, frame.codec); }
  void report(StreamId, StreamEvent event) override { events.emplace_back(event.kind, event.member.slot); }
  void count_drop() override {}
  void wake_taps() override {}

  TimePoint now = TimePoint{} + std::chrono::hours(1);
  SendBatch batch;
  Mixer mixer{mix, 7};
  std::vector<std::unique_ptr<Member>> members;
  std::vector<std::pair<StreamEvent::Kind, std::uint32_t>> events;
  std::vector<std::pair<unsigned, Codec>> shared;
  std::vector<StreamId> elsewhere;  // frames for one of another thread
};

TEST_F(MixerTest, EachHearsAllOthersAndNotItself) {
  auto& a = joins(1000);
  auto& b = joins(1600);
  auto& c = joins(2300);
  passes(milliseconds(2000));
  EXPECT_GE(a.heard[1600], 20);
  EXPECT_GE(a.heard[2300], 20);
  EXPECT_EQ(a.heard[1000], 0);
  EXPECT_GE(b.heard[1000], 20);
  EXPECT_GE(b.heard[2300], 20);
  EXPECT_EQ(b.heard[1600], 0);
  EXPECT_EQ(c.heard[2300], 0);
}

TEST_F(MixerTest, MembersWithDifferentCodecsHearEachOther) {
  auto& law = joins(1000, Codec::pcma);
  auto& opus = joins(1600, Codec::opus);
  auto& wide = joins(2300, Codec::g722);
  passes(milliseconds(2000));
  for (auto* each : {&opus, &wide}) EXPECT_GE(each->heard[1000], 20);
  EXPECT_GE(wide.heard[1600], 20);
  EXPECT_EQ(law.gaps + opus.gaps + wide.gaps, 0);
}

TEST_F(MixerTest, AMutedMemberHearsAndIsHeardByNobody) {
  auto& a = joins(1000);
  auto& muted = joins(1600, Codec::pcmu, true);
  passes(milliseconds(1500));
  EXPECT_EQ(a.heard[1600], 0);
  EXPECT_GE(muted.heard[1000], 20);
  mixer.set_muted(muted.id, false);
  passes(milliseconds(1500));
  EXPECT_GE(a.heard[1600], 20);
  mixer.set_muted(muted.id, true);
  passes(milliseconds(200));
  a.heard.clear();
  passes(milliseconds(1500));
  EXPECT_EQ(a.heard[1600], 0);
}

TEST_F(MixerTest, ACoachIsHeardByTheCoachedAlone) {
  auto& customer = joins(1000);
  auto& agent = joins(1600);
  auto& coach = joins(2300);
  mixer.coach(coach.id, agent.id);
  passes(milliseconds(2000));
  EXPECT_EQ(customer.heard[2300], 0);
  EXPECT_GE(agent.heard[2300], 20);
  EXPECT_GE(coach.heard[1000], 20);
  EXPECT_GE(coach.heard[1600], 20);
  EXPECT_GE(customer.heard[1600], 20);
}

TEST_F(MixerTest, WhoLeavesIsHeardNoMore) {
  auto& a = joins(1000);
  auto& b = joins(1600);
  passes(milliseconds(1000));
  mixer.rise(b.id);
  passes(milliseconds(400));
  a.heard.clear();
  passes(milliseconds(1500));
  EXPECT_EQ(a.heard[1600], 0);
  EXPECT_EQ(mixer.members(), 1U);
}

TEST_F(MixerTest, AllWhoAreSilentInOneCodecGetTheSamePacket) {
  auto& speaker = joins(1000);
  auto& b = joins(1600);
  auto& c = joins(2300);
  b.speaks = c.speaks = false;
  passes(milliseconds(1000));
  EXPECT_EQ(b.last_payload, c.last_payload);
  EXPECT_EQ(b.last->sequence, speaker.last->sequence);
  EXPECT_EQ(speaker.gaps + b.gaps, 0);
}

TEST_F(MixerTest, OfManyTheLoudestAreHeard) {
  for (int i = 0; i < 12; ++i) joins(1000).voice.start(Tone::silence);
  joins(1600);  // shouts
  auto& listener = joins(2300);
  listener.speaks = false;
  passes(milliseconds(2000));
  EXPECT_GE(listener.heard[1600], 20);
}

TEST_F(MixerTest, WhatIsPlayedIsHeardByAllOnce) {
  auto& a = joins(1000);
  auto& b = joins(1600, Codec::opus);
  a.speaks = b.speaks = false;
  auto clip = std::make_shared<Clip>();
  ToneSource tone(2000);
  tone.start(Tone::beeps);
  clip->samples.resize(8000);
  for (std::size_t i = 0; i < 8000; i += 160) tone.fill(std::span(clip->samples).subspan(i, 160));
  mixer.play({std::make_unique<ClipSource>(clip, 1)});
  passes(milliseconds(3000));
  EXPECT_GE(a.heard[2000], 20);
  EXPECT_GE(b.heard[2000], 20);
  const int once = a.heard[2000];
  passes(milliseconds(2000));
  EXPECT_EQ(a.heard[2000], once);
}

SharedClip tone_clip(int hz, int seconds) {
  auto clip = std::make_shared<Clip>();
  for (int i = 0; i < seconds * 8000; ++i) {
    clip->samples.push_back(static_cast<std::int16_t>(9000 * std::sin(2 * std::numbers::pi * hz * i / 8000)));
  }
  return clip;
}

TEST_F(MixerTest, AnAnnouncementToOneIsHeardByNobodyElseUntilItIsStopped) {
  auto& told = joins(1000, Codec::pcmu, true);
  auto& other = joins(1600);
  mixer.play({std::make_unique<ClipSource>(tone_clip(2000, 5), 1), 7, told.id});
  passes(milliseconds(1000));
  EXPECT_GE(told.heard[2000], 40);
  EXPECT_GE(told.heard[1600], 15);
  EXPECT_EQ(other.heard[2000], 0);
  mixer.stop(7);
  told.heard.clear();
  passes(milliseconds(1000));
  EXPECT_EQ(told.heard[2000], 0);
  EXPECT_EQ(told.gaps, 0);
}

TEST_F(MixerTest, TheWayToAnotherThreadCarriesSpeakersAndOneFrameACodec) {
  auto& a = joins(1000);
  for (std::uint32_t i = 100; i < 1100; ++i) {
    mixer.sit(std::make_unique<MixerSeat>(StreamId{3, i, i}, i % 2 == 0 ? Codec::pcma : Codec::opus, false));
  }
  mixer.coach(a.id, {3, 100, 100});
  passes(milliseconds(2000));
  EXPECT_TRUE(std::ranges::all_of(elsewhere, [](StreamId to) { return to == StreamId{3, 100, 100}; }));
  EXPECT_GE(elsewhere.size(), 50U);
  shared.clear();
  passes(milliseconds(20));
  EXPECT_EQ(shared, (std::vector<std::pair<unsigned, Codec>>{{3, Codec::pcmu}, {3, Codec::opus}}));
}

TEST_F(MixerTest, ATapHasTheFirstApartFromTheRestAndNoCoach) {
  auto& first = joins(1000);
  joins(1600);
  auto& coach = joins(2300);
  mixer.coach(coach.id, first.id);
  const auto ring = std::make_shared<TapRing>(std::make_shared<WakeupFd>());
  mixer.tap(std::make_unique<MixTap>(ring, first.id));
  std::map<int, int> heard;
  std::map<int, int> sent;
  for (int i = 0; i < 100; ++i) {
    passes(milliseconds(20));
    const auto* block = ring->blocks.front();
    ASSERT_NE(block, nullptr);
    for (const int tone : {1000, 1600, 2300}) {
      heard[tone] += sounds(tone, block->heard) ? 1 : 0;
      sent[tone] += sounds(tone, block->sent) ? 1 : 0;
    }
    ring->blocks.pop();
  }
  EXPECT_GE(heard[1000], 20);
  EXPECT_EQ(heard[1600], 0);
  EXPECT_GE(sent[1600], 20);
  EXPECT_EQ(sent[1000], 0);
  EXPECT_EQ(heard[2300] + sent[2300], 0);
  ring->unwanted = true;
  passes(milliseconds(20));
  EXPECT_TRUE(ring->ended);
}

TEST_F(MixerTest, TellsWhoSpeaksAndWhoHasCeased) {
  using Kind = StreamEvent::Kind;
  auto& a = joins(1000);
  joins(1600).speaks = false;
  passes(milliseconds(2000));
  EXPECT_EQ(events, (std::vector<std::pair<Kind, std::uint32_t>>{{Kind::speaks, 1}}));
  a.speaks = false;
  passes(milliseconds(2000));
  EXPECT_EQ(events.back(), std::pair(Kind::quiet, 1U));
  EXPECT_EQ(events.size(), 2U);
}

// Phones and the server's legs towards them, of one engine, over real sockets; legs live on different threads.
struct MixTest : EngineFixture {
  struct Phone {
    Ear ear;
    std::unique_ptr<Session> device, leg;
    std::unique_ptr<Seat> seat;
  };
  std::unique_ptr<Engine> engine = start(2);

  std::unique_ptr<Phone> calls(int hz, int listens_for) {
    auto phone = std::make_unique<Phone>();
    phone->device = engine->make_session({.peer_address = "127.0.0.1", .codecs = {Codec::pcmu}, .beep_hz = hz}).value();
    phone->leg = engine->make_session({.peer_address = "127.0.0.1"}).value();
    phone->device->set_listener(&phone->ear);
    phone->device->listen_for(listens_for);
    EXPECT_TRUE(phone->device->accept(*phone->leg->answer(phone->device->offer())));
    phone->device->play(Tone::beeps);
    return phone;
  }
};

struct SpeechEar final : Seat::Listener {
  void on_speech(bool speaks) override { begun += speaks ? 1 : 0; }
  int begun = 0;
};

TEST_F(MixTest, MembersOnTwoMediaThreadsHearEachOther) {
  auto a = calls(1000, 1600);
  auto unused = engine->make_session({.peer_address = "127.0.0.1"});  // so that the next leg is on the other thread
  auto b = calls(1600, 1000);
  auto c = calls(2300, 1600);
  c->device->play(Tone::silence);
  const auto mix = engine->make_mix(*a->leg);
  SpeechEar speech;
  a->seat = mix->seat(*a->leg, false, &speech);
  b->seat = mix->seat(*b->leg, false, nullptr);
  c->seat = mix->seat(*c->leg, false, nullptr);
  EXPECT_TRUE(run_until([&] { return a->ear.heard > 0 && b->ear.heard > 0; }));
  EXPECT_TRUE(run_until([&] { return speech.begun == 1; }));
  for (auto* each : {&a, &b, &c}) (*each)->seat.reset();
}

}  // namespace
}  // namespace ringback::media
