#include <gtest/gtest.h>

#include <algorithm>

#include "media/engine_fixture.hpp"
#include "media/phone_peer.hpp"
#include "media/sound/g711.hpp"

namespace ringback::media {
namespace {

// A phone, played by a plain socket, against the engine.
struct PhoneTest : EngineFixture {
  void call(const std::string& offer) {
    session = engine->make_session({.peer_address = "127.0.0.1"}).value();
    session->set_listener(&ear);
    const auto answer = session->answer(offer);
    ASSERT_TRUE(answer) << answer.error().message;
    phone.apply(*answer);
  }
  bool dropped(std::uint64_t count) {
    return run_until([this, count] { return engine->counters().dropped >= count; });
  }
  static UdpSocket socket(const char* ip = "127.0.0.1") { return UdpSocket::bind(*Address::parse(ip, 0)).value(); }

  const PhonePeer::Bytes sound = PhonePeer::Bytes(160, 0xFF);
  std::unique_ptr<Engine> engine = start(1);
  Ear ear;
  PhonePeer phone;
  std::unique_ptr<Session> session;
};

TEST_F(PhoneTest, HearsSilenceEveryTwentyMilliseconds) {
  call(phone.offer());
  auto before = parse_rtp(*phone.receive())->header;
  for (int i = 0; i < 5; ++i) {
    const auto bytes = phone.receive();
    ASSERT_TRUE(bytes);
    const auto packet = parse_rtp(*bytes);
    ASSERT_TRUE(packet);
    EXPECT_EQ(packet->header.sequence, static_cast<std::uint16_t>(before.sequence + 1));
    EXPECT_GE(packet->header.timestamp - before.timestamp, 160U);  // more if this machine is busy
    EXPECT_EQ(packet->payload.size(), 160U);
    EXPECT_EQ(packet->payload[0], silent_byte(Codec::pcmu));
    before = packet->header;
  }
}

// Hears of the end of what is played.
struct Applause final : Playback::Listener {
  void on_played() override { ++played; }
  int played = 0;
};

SharedClip loud_clip(std::size_t samples) {
  auto clip = std::make_shared<Clip>();
  clip->samples.assign(samples, 8000);
  return clip;
}

TEST_F(PhoneTest, HearsEverySampleOfAClipAndTheEndIsTold) {
  call(phone.offer());
  Applause applause;
  const auto playback = session->play(loud_clip(400), 2, applause);
  std::size_t loud = 0;
  EXPECT_TRUE(run_until([&] {
    const auto bytes = phone.receive();
    const auto packet = bytes ? parse_rtp(*bytes) : std::nullopt;
    if (packet) loud += static_cast<std::size_t>(std::ranges::count(packet->payload, encode(Codec::pcmu, 8000)));
    return applause.played == 1 && loud >= 800;
  }));
  EXPECT_EQ(loud, 800U);
}

TEST_F(PhoneTest, AClipThatIsLetGoOfStopsAndSaysNothing) {
  call(phone.offer());
  Applause applause;
  auto playback = session->play(loud_clip(80'000), 1, applause);
  const auto hears = [&](bool loud) {
    return run_until([&] {
      const auto bytes = phone.receive();
      return bytes && (parse_rtp(*bytes)->payload[159] != silent_byte(Codec::pcmu)) == loud;
    });
  };
  EXPECT_TRUE(hears(true));
  playback.reset();
  EXPECT_TRUE(hears(false));
  control.restart();
  control.poll();
  EXPECT_EQ(applause.played, 0);
}

TEST_F(PhoneTest, AClipEndsWithItsSession) {
  call(phone.offer());
  Applause applause;
  const auto playback = session->play(loud_clip(160), 1, applause);
  session.reset();
  EXPECT_TRUE(run_until([&] { return phone.receive() == std::nullopt; }));
  EXPECT_EQ(applause.played, 0);
}

TEST_F(PhoneTest, AnotherMachinesPacketsAreDropped) {
  call(phone.offer());
  ASSERT_TRUE(phone.receive());
  const auto stranger = socket("127.0.0.2");
  phone.send_from(stranger, {.payload_type = 0}, sound);
  EXPECT_TRUE(dropped(1));
  EXPECT_EQ(ear.heard, 0);
}

TEST_F(PhoneTest, APhoneBehindANatIsAnsweredWhereItCallsFrom) {
  call(PhonePeer::offer_at(*Address::parse("192.0.2.99", 4000)));
  // What comes before the media thread knows the phone's SDP is dropped.
  ASSERT_TRUE(run_until([this] { return ear.connected == 1; }));
  const auto outside = socket();
  phone.send_from(outside, {.payload_type = 0}, sound);
  EXPECT_TRUE(PhonePeer::receive_at(outside));
  EXPECT_TRUE(run_until([this] { return ear.heard == 1; }));
}

TEST_F(PhoneTest, TheFirstSourceIsLocked) {
  call(phone.offer());
  ASSERT_TRUE(phone.receive());
  phone.send({.payload_type = 0, .sequence = 1}, sound);
  ASSERT_TRUE(run_until([this] { return ear.heard == 1; }));
  const auto hijacker = socket();
  phone.send_from(hijacker, {.payload_type = 0, .sequence = 2}, sound);
  EXPECT_TRUE(dropped(1));
  EXPECT_FALSE(PhonePeer::receive_at(hijacker, 60));
}

TEST_F(PhoneTest, APhoneThatHoldsHearsNothingUntilItResumes) {
  call(phone.offer());
  ASSERT_TRUE(phone.receive());
  ASSERT_TRUE(session->answer(phone.offer("a=sendonly\r\n")));
  // What is under way still comes; then it is quiet.
  for (int i = 0; i < 100 && phone.receive(100); ++i) {
  }
  EXPECT_FALSE(phone.receive(100));
  ASSERT_TRUE(session->answer(phone.offer()));
  EXPECT_TRUE(phone.receive());
}

TEST_F(PhoneTest, APhoneThatHoldsByNamingNoAddressHearsNothingUntilItResumes) {
  call(phone.offer());
  ASSERT_TRUE(phone.receive());
  const auto answer = session->answer(PhonePeer::offer_at(*Address::parse("0.0.0.0", 4000)));
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->find("a=recvonly"), std::string::npos);
  for (int i = 0; i < 100 && phone.receive(100); ++i) {
  }
  phone.send({.payload_type = 0}, sound);
  EXPECT_FALSE(phone.receive(100)) << "whoever holds may be heard and must not be answered";
  ASSERT_TRUE(session->answer(phone.offer()));
  EXPECT_TRUE(phone.receive());
}

// Two phones, of which one only listens.
TEST_F(PhoneTest, WhoListensHearsAndIsNotHeard) {
  call(phone.offer());
  PhonePeer other_phone;
  const auto other = engine->make_session({.peer_address = "127.0.0.1"}).value();
  other_phone.apply(other->answer(other_phone.offer()).value());
  const auto next_is = [](PhonePeer& at, std::uint8_t sample) {
    const auto bytes = at.receive(100);
    return bytes && parse_rtp(*bytes)->payload[0] == sample;
  };
  // Both speak, at the pace of what comes back, until one of them hears the other.
  auto listening = engine->listen(*session, *other);
  bool heard = false;
  for (std::uint16_t i = 0; i < 200 && !heard; ++i) {
    phone.send({.payload_type = 0, .sequence = i, .timestamp = 160U * i}, PhonePeer::Bytes(160, 0x11));
    other_phone.send({.payload_type = 0, .sequence = i, .timestamp = 160U * i}, PhonePeer::Bytes(160, 0x22));
    heard = next_is(phone, 0x22);
  }
  EXPECT_TRUE(heard);
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(next_is(other_phone, 0x11));
  listening.reset();
  bool silent = false;
  for (int i = 0; i < 200 && !silent; ++i) silent = next_is(phone, silent_byte(Codec::pcmu));
  EXPECT_TRUE(silent);
}

TEST_F(PhoneTest, DigitsAreSentByTheNumberThatThePhoneWants) {
  call(phone.offer());
  session->send_digits("5");
  for (int i = 0; i < 100; ++i) {
    const auto bytes = phone.receive();
    ASSERT_TRUE(bytes);
    const auto packet = parse_rtp(*bytes);
    if (packet->header.payload_type != 101) continue;
    EXPECT_TRUE(packet->header.marker);
    EXPECT_EQ(packet->payload[0], 5);
    return;
  }
  FAIL() << "no digit came";
}

TEST_F(PhoneTest, ADigitThatCameBySignallingGoesToTheBridgedPhone) {
  call(phone.offer());
  const auto other = engine->make_session({.peer_address = "127.0.0.1"}).value();
  const auto bridge = engine->bridge(*other, *session);
  other->pass_digit('7');
  for (int i = 0; i < 100; ++i) {
    const auto bytes = phone.receive();
    ASSERT_TRUE(bytes);
    const auto packet = parse_rtp(*bytes);
    if (packet->header.payload_type != 101) continue;
    EXPECT_EQ(packet->payload[0], 7);
    return;
  }
  FAIL() << "no digit came";
}

TEST_F(PhoneTest, MalformedPacketsAreDroppedAndCounted) {
  call(phone.offer());
  ASSERT_TRUE(phone.receive());
  for (std::uint8_t size = 0; size < 5; ++size) {
    phone.send({.payload_type = 77}, PhonePeer::Bytes(size, 1));
  }
  EXPECT_TRUE(dropped(5));
  EXPECT_EQ(ear.heard, 0);
}

TEST_F(PhoneTest, AnOfferWithoutACommonCodecLeavesTheCallAsItWas) {
  call(phone.offer());
  const auto refused =
      session->answer("v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("codec"), std::string::npos);
  EXPECT_TRUE(phone.receive());
  EXPECT_EQ(session->codec(), Codec::pcmu);
}

struct ChurnTest : EngineFixture {};

TEST_F(ChurnTest, SessionsAndBridgesComeAndGoOnTwoThreads) {
  const auto engine = start(2);
  ASSERT_TRUE(engine);
  for (int round = 0; round < 10; ++round) {
    Ear ear;
    std::vector<std::unique_ptr<Session>> sessions;
    std::vector<std::unique_ptr<Bridge>> bridges;
    for (int i = 0; i < 8; ++i) {
      auto made = engine->make_session({.peer_address = "127.0.0.1"});
      ASSERT_TRUE(made) << made.error().message;
      (*made)->set_listener(&ear);
      sessions.push_back(std::move(*made));
    }
    for (std::size_t i = 0; i + 1 < sessions.size(); i += 2) {
      ASSERT_TRUE(sessions[i]->accept(*sessions[i + 1]->answer(sessions[i]->offer())));
      sessions[i]->play(Tone::beeps);
      bridges.push_back(engine->bridge(*sessions[i + 1], *sessions[(i + 3) % sessions.size()]));
    }
    EXPECT_TRUE(run_until([&] { return ear.heard >= 4; }));
    if (round % 2 == 0) bridges.clear();
  }
  EXPECT_EQ(engine->counters().queue_full, 0U);
}

TEST_F(ChurnTest, AFullQueueIsCountedAndStillLetsSessionsEnd) {
  const auto engine = start(1, {.rtp_port_first = 21910, .rtp_port_last = 21911});
  ASSERT_TRUE(engine);
  auto session = engine->make_session({.peer_address = "127.0.0.1"});
  ASSERT_TRUE(session);
  for (int i = 0; i < 200000 && engine->counters().queue_full == 0; ++i) (*session)->play(Tone::beeps);
  session->reset();
  EXPECT_TRUE(run_until([&] { return engine->make_session({.peer_address = "127.0.0.1"}).has_value(); }));
}

}  // namespace
}  // namespace ringback::media
