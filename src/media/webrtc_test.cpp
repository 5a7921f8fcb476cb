#include <gtest/gtest.h>

#include "media/browser_peer.hpp"
#include "media/engine_fixture.hpp"
#include "media/sound/decoder.hpp"
#include "media/sound/encoder.hpp"
#include "media/sound/g711.hpp"
#include "media/sound/telephone_event.hpp"
#include "media/sound/tone.hpp"
#include "media/sound/tone_detector.hpp"
#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

// A browser, played by OpenSSL and a STUN client, against the engine over real sockets.
struct WebRtcTest : EngineFixture {
  std::unique_ptr<Session> make_session() {
    auto session = engine->make_session({.transport = Transport::webrtc});
    session.value()->set_listener(&ear);
    return std::move(*session);
  }
  void browser_calls(BrowserPeer& browser) {
    session = make_session();
    const auto answer = session->answer(browser.offer());
    ASSERT_TRUE(answer) << answer.error().message;
    browser.apply(*answer);
  }
  void browser_is_called(BrowserPeer& browser) {
    session = make_session();
    browser.apply(session->offer());
    ASSERT_TRUE(session->accept(browser.answer()));
  }
  bool connected() {
    return run_until([this] { return ear.connected == 1; });
  }
  // Whether the browser hears a tone of `hz` within a few seconds.
  static bool hears(BrowserPeer& browser, int hz) {
    ToneDetector detector;
    detector.listen_for(hz);
    const auto decoder = make_decoder(Codec::pcmu);
    for (int packets = 0; packets < 250; ++packets) {
      const auto bytes = browser.receive_rtp();
      if (!bytes) return false;
      const auto packet = parse_rtp(*bytes);
      if (!packet || packet->header.payload_type != 0) continue;
      std::array<std::int16_t, samples_per_frame> sound{};
      decoder->decode(packet->payload, sound);
      if (detector.hear(sound)) return true;
    }
    return false;
  }
  // Sends a beep of `hz`, as fast as it goes.
  void beep(BrowserPeer& browser, int hz) {
    ToneSource tone(hz);
    tone.start(Tone::beeps);
    const auto encoder = make_encoder(Codec::pcmu, {});
    for (int i = 0; i < 15; ++i) {
      std::array<std::int16_t, samples_per_frame> linear{};
      tone.fill(linear);
      BrowserPeer::Bytes sound(samples_per_frame);
      encoder->encode(linear, sound);
      ++sequence;
      browser.send_rtp({.sequence = sequence, .timestamp = sequence * 160U, .ssrc = 42}, sound);
    }
  }

  std::unique_ptr<Engine> engine = start(2);
  Ear ear;
  std::unique_ptr<Session> session;
  std::uint16_t sequence = 0;
};

TEST_F(WebRtcTest, ABrowserThatCallsConnectsAndHearsSilenceAtOnce) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  EXPECT_TRUE(connected());
  const auto first = browser.receive_rtp();
  const auto second = browser.receive_rtp();
  ASSERT_TRUE(first && second);
  const auto a = parse_rtp(*first);
  const auto b = parse_rtp(*second);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->header.payload_type, 0);
  EXPECT_EQ(b->header.sequence, static_cast<std::uint16_t>(a->header.sequence + 1));
  EXPECT_GE(b->header.timestamp - a->header.timestamp, 160U);  // more if this machine is busy
  EXPECT_EQ(b->header.ssrc, a->header.ssrc);
}

TEST_F(WebRtcTest, ABrowserThatIsCalledConnects) {
  BrowserPeer browser;
  browser_is_called(browser);
  EXPECT_TRUE(browser.connect());
  EXPECT_TRUE(connected());
}

TEST_F(WebRtcTest, ABrowserThatNeverNominatesConnects) {
  BrowserPeer browser({.nominates = false, .controlled = true});
  browser_is_called(browser);
  EXPECT_TRUE(browser.connect());
  EXPECT_TRUE(connected());
  EXPECT_TRUE(browser.receive_rtp());
}

TEST_F(WebRtcTest, ChecksThatComeBeforeTheAnswerAreAnswered) {
  BrowserPeer browser;
  session = make_session();
  browser.apply(session->offer());
  EXPECT_TRUE(browser.check());
  ASSERT_TRUE(session->accept(browser.answer()));
  EXPECT_TRUE(browser.connect());
}

TEST_F(WebRtcTest, BrowserAndPhoneHearEachOther) {
  for (const bool same_thread : {true, false}) {
    BrowserPeer browser;
    Ear phone_ear;
    ear = {};
    browser_calls(browser);
    auto leg = engine->make_session({.peer_address = "127.0.0.1", .beside = same_thread ? session.get() : nullptr});
    auto phone = engine->make_session({.peer_address = "127.0.0.1", .codecs = {Codec::pcma}});
    phone.value()->set_listener(&phone_ear);
    phone.value()->listen_for(1000);
    ASSERT_TRUE(leg.value()->accept(*phone.value()->answer(leg.value()->offer())));
    phone.value()->play(Tone::beeps);
    const auto bridge = engine->bridge(*session, **leg);
    ASSERT_TRUE(browser.connect());
    EXPECT_TRUE(hears(browser, 1000));
    phone.value()->listen_for(1600);
    EXPECT_TRUE(run_until([&] {
      beep(browser, 1600);
      return phone_ear.heard > 0;
    }));
  }
}

TEST_F(WebRtcTest, ADigitOfTheBrowsersIsToldOnce) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  for (std::uint16_t i = 0; i < 4; ++i) browser.send_rtp({126, i == 0, i, 1000, 42}, {9, 10, 0, 160});
  browser.send_rtp({126, true, 4, 5000, 42}, {11, 10, 0, 160});
  EXPECT_TRUE(run_until([this] { return ear.digits == "9#"; }));
}

TEST_F(WebRtcTest, AGoodbyeIsTold) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  ASSERT_TRUE(connected());
  browser.say_goodbye();
  EXPECT_TRUE(run_until([this] { return ear.lost == 1; }));
}

TEST_F(WebRtcTest, AnEndedSessionSaysGoodbye) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  session.reset();
  browser.receive_kind(PacketKind::dtls);
  EXPECT_TRUE(browser.closed());
}

TEST_F(WebRtcTest, ABrowserThatMovesIsFollowed) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  browser.move();
  EXPECT_TRUE(browser.check());
  EXPECT_TRUE(browser.receive_rtp());
}

TEST_F(WebRtcTest, AnIceRestartKeepsTheKeysAndTakesNewCredentials) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  const auto ufrag = session->remote_ufrag();
  browser.restart_ice();
  const auto answer = session->answer(browser.offer());
  ASSERT_TRUE(answer);
  EXPECT_NE(session->remote_ufrag(), ufrag);
  browser.apply(*answer);
  browser.move();
  EXPECT_TRUE(browser.check());
  EXPECT_TRUE(browser.receive_rtp());
}

TEST_F(WebRtcTest, NothingIsTakenFromAnAddressWithoutACheck) {
  BrowserPeer browser;
  browser_calls(browser);
  ASSERT_TRUE(browser.connect());
  ASSERT_TRUE(connected());
  browser.move();
  beep(browser, 1000);
  EXPECT_TRUE(run_until([this] { return engine->counters().dropped >= 15; }));
  EXPECT_EQ(ear.heard, 0);
}

TEST_F(WebRtcTest, ACheckWithAWrongPasswordGetsNoAnswer) {
  BrowserPeer browser;
  browser_calls(browser);
  auto answer = *session->answer(browser.offer());
  const auto at = answer.find("a=ice-pwd:") + 10;
  answer[at] = answer[at] == '0' ? '1' : '0';
  browser.apply(answer);
  browser.send_check();
  EXPECT_FALSE(browser.receive_kind(PacketKind::stun, 1));
}

}  // namespace
}  // namespace ringback::media
