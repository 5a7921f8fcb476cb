#include "sip/trunk_health.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_deadlines.hpp"
#include "sip/wire_fixture.hpp"

namespace ringback::sip {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

// A trunk that is asked every thirty seconds, and has four to answer.
class TrunkHealthTest : public testing::Test {
 protected:
  TrunkHealthTest() {
    agent = std::make_shared<UserAgent>(UserAgent::Setup{wire, deadlines, "Ringback", [](auto&, auto&) {}});
    make({});
  }
  ~TrunkHealthTest() override {
    health.reset();
    agent->close();
  }
  void make(TrunkHealth::Options options) {
    health.emplace(options, TrunkHealth::Context{.agent = *agent,
                                                 .uri = "sip:carrier.example",
                                                 .peer = [this] { return peer; },
                                                 .on_change = [this](auto reason) { changes.emplace_back(reason); },
                                                 .on_silence = [this](const Peer& to) { silent.push_back(to); }});
  }
  void answer(int status) {
    agent->receive(make_response(wire.take(), status).serialise(), *peer);
    wire.sent.clear();
    deadlines.settle();
  }
  void pass(Duration time) {
    deadlines.advance(time);
    deadlines.settle();
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Wire wire;
  std::optional<Peer> peer = Peer{"203.0.113.1", 5060};
  std::shared_ptr<UserAgent> agent;
  std::optional<TrunkHealth> health;
  std::vector<std::string> changes;
  std::vector<Peer> silent;
};

TEST_F(TrunkHealthTest, AsksAtTheStartAndAtEveryInterval) {
  health->start();
  answer(200);
  pass(seconds(29));
  EXPECT_THAT(wire.sent, IsEmpty());
  pass(seconds(1));
  const Message asked = wire.take();
  EXPECT_EQ(asked.method, "OPTIONS");
  EXPECT_EQ(asked.request_uri, "sip:carrier.example");
  EXPECT_THAT(changes, IsEmpty());
}

TEST_F(TrunkHealthTest, TwoSilencesAreDownAndOneAnswerIsUp) {
  health->start();
  pass(seconds(4));
  EXPECT_TRUE(health->up());
  pass(seconds(4));
  EXPECT_FALSE(health->up());
  EXPECT_THAT(changes, ElementsAre("it does not answer"));
  EXPECT_THAT(silent, ElementsAre(*peer, *peer));
  wire.sent.clear();
  pass(seconds(26));
  answer(200);
  EXPECT_TRUE(health->up());
  EXPECT_THAT(changes, ElementsAre("it does not answer", ""));
}

TEST_F(TrunkHealthTest, OneSilenceAloneMeansNothing) {
  health->start();
  pass(seconds(4));
  wire.sent.pop_front();
  while (wire.sent.size() > 1) wire.sent.pop_front();
  answer(200);
  pass(seconds(30 + 4));
  EXPECT_TRUE(health->up());
}

class AliveAnswer : public TrunkHealthTest, public testing::WithParamInterface<std::pair<int, bool>> {};

TEST_P(AliveAnswer, IsAnyButTwo) {
  health->start();
  answer(GetParam().first);
  pass(seconds(0));
  if (!wire.sent.empty()) answer(GetParam().first);
  EXPECT_EQ(health->up(), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(All, AliveAnswer,
                         testing::Values(std::pair(200, true), std::pair(404, true), std::pair(405, true),
                                         std::pair(401, true), std::pair(500, true), std::pair(603, true),
                                         std::pair(503, false), std::pair(408, false)));

TEST_F(TrunkHealthTest, SilenceOfACallAsksAtOnce) {
  health->start();
  answer(200);
  health->note_failure("calls to it get no answer");
  pass(seconds(0));
  EXPECT_EQ(wire.take().method, "OPTIONS");
  EXPECT_TRUE(health->up());
  health->note_failure("calls to it get no answer");
  EXPECT_FALSE(health->up());
  EXPECT_THAT(changes, ElementsAre("calls to it get no answer"));
}

TEST_F(TrunkHealthTest, WithoutAddressItIsDown) {
  peer.reset();
  health->start();
  pass(seconds(0));
  EXPECT_THAT(changes, ElementsAre("it has no address"));
}

TEST_F(TrunkHealthTest, WithoutIntervalItIsNeverAskedAndAlwaysUp) {
  make({.interval = milliseconds(0)});
  health->start();
  for (int i = 0; i < 5; ++i) health->note_failure("");
  pass(seconds(600));
  EXPECT_EQ(wire.count, 0);
  EXPECT_TRUE(health->up());
}

TEST_F(TrunkHealthTest, LeavesNothingBehindWhenItEnds) {
  health->start();
  health.reset();
  EXPECT_TRUE(agent->idle());
  pass(seconds(60));
  EXPECT_THAT(changes, IsEmpty());
}

}  // namespace
}  // namespace ringback::sip
