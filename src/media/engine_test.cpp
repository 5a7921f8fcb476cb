#include "media/engine.hpp"
#include "media/session_handle.hpp"

#include <gtest/gtest.h>

#include "media/engine_fixture.hpp"

namespace ringback::media {
namespace {

// Two phones and the server's two legs towards them, all sessions of one engine, over real sockets.
struct Call {
  explicit Call(Engine& engine) {
    for (auto* session : {&caller, &caller_leg, &callee_leg, &callee}) {
      auto made = engine.make_session(options(session));
      if (made) *session = std::move(*made);
    }
    caller->set_listener(&caller_ear);
    caller_leg->set_listener(&caller_leg_ear);
    callee->set_listener(&callee_ear);
  }
  SessionOptions options(const std::unique_ptr<Session>* session) const {
    SessionOptions given{.peer_address = "127.0.0.1"};
    if (session == &caller || session == &caller_leg) given.codecs = {caller_codec};
    if (session == &callee || session == &callee_leg) given.codecs = {callee_codec};
    given.beep_hz = session == &callee ? 1600 : 1000;
    return given;
  }
  void connect() {
    EXPECT_TRUE(caller->accept(*caller_leg->answer(caller->offer())));
    EXPECT_TRUE(callee_leg->accept(*callee->answer(callee_leg->offer())));
  }
  Codec caller_codec = Codec::pcmu;
  Codec callee_codec = Codec::pcma;
  Ear caller_ear, caller_leg_ear, callee_ear;
  std::unique_ptr<Session> caller, caller_leg, callee_leg, callee;
};

struct EngineTest : EngineFixture, testing::WithParamInterface<unsigned> {
  std::unique_ptr<Engine> engine = start(GetParam());
};

TEST_P(EngineTest, BridgedPhonesHearEachOther) {
  Call call(*engine);
  call.caller->listen_for(1600);
  call.callee->listen_for(1000);
  call.connect();
  const auto bridge = engine->bridge(*call.caller_leg, *call.callee_leg);
  call.caller->play(Tone::beeps);
  call.callee->play(Tone::beeps);
  EXPECT_TRUE(run_until([&] { return call.callee_ear.heard == 1 && call.caller_ear.heard == 1; }));
  EXPECT_EQ(engine->counters().queue_full, 0U);
}

TEST_P(EngineTest, DigitsArriveOnceEachAndCrossTheBridge) {
  Call call(*engine);
  call.connect();
  const auto bridge = engine->bridge(*call.caller_leg, *call.callee_leg);
  call.caller->send_digits("15#");
  EXPECT_TRUE(run_until([&] { return call.caller_leg_ear.digits == "15#" && call.callee_ear.digits == "15#"; }));
}

TEST_P(EngineTest, TheCallerHearsRingback) {
  Call call(*engine);
  call.caller->listen_for(400);
  call.connect();
  call.caller_leg->ring(*find_ring_tone("jp"));
  EXPECT_TRUE(run_until([&] { return call.caller_ear.heard == 1; }));
}

TEST_P(EngineTest, SilenceFlowsFromTheMomentOfTheAnswer) {
  Call call(*engine);
  call.connect();
  EXPECT_TRUE(run_until([&] { return call.caller_ear.heard == 1 && call.caller_leg_ear.heard == 1; }));
  EXPECT_EQ(call.caller_ear.connected, 1);
}

TEST_P(EngineTest, AnEchoingPhoneSendsBackWhatItHears) {
  Call call(*engine);
  call.caller->listen_for(1000);
  call.connect();
  call.caller_leg->echo();
  call.caller->play(Tone::beeps);
  EXPECT_TRUE(run_until([&] { return call.caller_ear.heard == 1; }));
}

TEST_P(EngineTest, AnEndedBridgeLeavesSilence) {
  Call call(*engine);
  call.connect();
  auto bridge = engine->bridge(*call.caller_leg, *call.callee_leg);
  call.caller->play(Tone::beeps);
  call.callee->listen_for(1000);
  ASSERT_TRUE(run_until([&] { return call.callee_ear.heard > 0; }));
  bridge.reset();
  // A digit of the leg's own comes through in its place: the leg sends for itself again.
  call.callee_leg->send_digits("7");
  EXPECT_TRUE(run_until([&] { return call.callee_ear.digits == "7"; }));
}

TEST_P(EngineTest, ABridgeSurvivesTheEndOfASession) {
  Call call(*engine);
  call.connect();
  const auto bridge = engine->bridge(*call.caller_leg, *call.callee_leg);
  call.caller_leg.reset();
  call.callee_leg->send_digits("1");
  EXPECT_TRUE(run_until([&] { return call.callee_ear.digits == "1"; }));
}

INSTANTIATE_TEST_SUITE_P(Threads, EngineTest, testing::Values(1U, 2U));

using EngineStartTest = EngineFixture;

TEST_F(EngineStartTest, APortIsUsedAgainOnceTheMediaThreadHasLetGo) {
  const auto engine = start(1, {.rtp_port_first = 21900, .rtp_port_last = 21901});
  ASSERT_TRUE(engine);
  auto first = engine->make_session({.peer_address = "127.0.0.1"});
  ASSERT_TRUE(first);
  const auto refused = engine->make_session({.peer_address = "127.0.0.1"});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("21900"), std::string::npos);
  first->reset();
  EXPECT_TRUE(run_until([&] { return engine->make_session({.peer_address = "127.0.0.1"}).has_value(); }));
}

TEST_F(EngineStartTest, NamesAPortThatIsTaken) {
  const auto first = start(1);
  const auto second =
      make_engine({.threads = 1, .bind_addresses = {"127.0.0.1"}, .webrtc_port = 21700}, control.get_executor());
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find("21700"), std::string::npos);
}

TEST_F(EngineStartTest, APlaceBesideAnotherSessionIsOnItsThread) {
  const auto engine = start(2);
  ASSERT_TRUE(engine);
  auto first = engine->make_session({.peer_address = "127.0.0.1"});
  auto beside = engine->make_session({.peer_address = "127.0.0.1", .beside = first->get()});
  auto apart = engine->make_session({.peer_address = "127.0.0.1"});
  const auto thread = [](auto& session) { return static_cast<SessionHandle&>(*session.value()).id().thread; };
  EXPECT_EQ(thread(beside), thread(first));
  EXPECT_NE(thread(apart), thread(first));
}

TEST_F(EngineStartTest, RefusesWhatIsNoAddress) {
  const auto engine = make_engine({.bind_addresses = {"localhost"}}, control.get_executor());
  ASSERT_FALSE(engine);
  EXPECT_NE(engine.error().message.find("localhost"), std::string::npos);
}

}  // namespace
}  // namespace ringback::media
