#include "call/loop_leg.hpp"

#include <gmock/gmock.h>

#include "base/manual_deadlines.hpp"
#include "media/fake_engine.hpp"

namespace ringback::call {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct End final : Leg::Listener {
  std::unique_ptr<Leg> leg;
  std::vector<std::string> heard;

  void take(std::unique_ptr<Leg> given) {
    leg = std::move(given);
    leg->set_listener(this);
  }
  void on_ringing(Leg&) override { heard.emplace_back("ringing"); }
  void on_early_media(Leg&) override { heard.emplace_back("early media"); }
  void on_answered(Leg&) override { heard.emplace_back("answered"); }
  void on_digit(Leg&, char digit) override { heard.emplace_back(1, digit); }
  void on_gone(Leg&, Cause cause, int) override { heard.push_back("gone " + std::string(status_of(cause))); }
};

struct LoopLegTest : testing::Test, IncomingLegHandler {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  media::FakeEngine engine;
  End near;
  End far;
  IncomingCall arrived;

  LoopLegTest() {
    IncomingCall incoming;
    incoming.application_sid = "AP1";
    near.take(*make_loop({engine, deadlines, *this, incoming, nullptr}));
  }
  ~LoopLegTest() override { deadlines.finish(); }
  void on_incoming(std::unique_ptr<Leg> leg, IncomingCall incoming) override {
    far.take(std::move(leg));
    arrived = std::move(incoming);
  }
};

TEST_F(LoopLegTest, WhatIsDialledArrives) {
  near.leg->dial();
  EXPECT_EQ(arrived.application_sid, "AP1");
  far.leg->ring();
  far.leg->early_media();
  far.leg->answer();
  EXPECT_THAT(near.heard, IsEmpty()) << "it hears of it in a turn of its own";
  deadlines.settle();
  EXPECT_THAT(near.heard, ElementsAre("ringing", "early media", "answered"));
}

TEST_F(LoopLegTest, EachEndHearsThatTheOtherHasHungUp) {
  near.leg->dial();
  far.leg->hangup(Cause::hangup);
  deadlines.settle();
  EXPECT_THAT(near.heard, ElementsAre("gone completed"));
  EXPECT_THAT(far.heard, IsEmpty());
}

TEST_F(LoopLegTest, ARefusalIsHeardAsSuch) {
  near.leg->dial();
  far.leg->reject(Cause::busy);
  deadlines.settle();
  EXPECT_THAT(near.heard, ElementsAre("gone busy"));
}

TEST_F(LoopLegTest, AnEndThatGoesEndsTheOther) {
  near.leg->dial();
  near.leg.reset();
  deadlines.settle();
  EXPECT_THAT(far.heard, ElementsAre("gone completed"));
  far.leg->answer();
}

TEST_F(LoopLegTest, OneThatIsNeverDialledLeavesNothingBehind) {
  near.leg.reset();
  deadlines.settle();
  EXPECT_THAT(far.heard, IsEmpty());
}

}  // namespace
}  // namespace ringback::call
