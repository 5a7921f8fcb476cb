#include "call/dial.hpp"

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include "base/manual_deadlines.hpp"
#include "call/fake_leg.hpp"

namespace ringback::call {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::ElementsAre;

Task<void> run_dial(Dial& dial, std::vector<Dial::Party> parties, Duration limit) {
  const bool answered = co_await dial.ring(std::move(parties));
  if (answered) co_await dial.talk(limit);
}

// A caller who has been answered, and a Dial that a coroutine runs.
struct DialTest : testing::Test {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  media::FakeEngine engine;
  FakeExchange exchange;
  FakeJournal journal;
  FakePhone caller;
  FakePhone desk;
  FakePhone mobile;
  std::unique_ptr<Call> parent;
  std::unique_ptr<Dial> dial;
  asio::cancellation_signal cancel;
  bool done = false;

  DialTest() {
    Facts facts;
    facts.sid = "CAparent";
    facts.direction = "inbound";
    facts.status = "ringing";
    facts.from = "+819059876543";
    parent = std::make_unique<Call>(facts, journal, deadlines);
    parent->adopt(std::make_unique<FakeLeg>(caller));
    parent->begin();
    dial = std::make_unique<Dial>(*parent, Dial::Context{exchange, journal, deadlines, engine});
    exchange.lines = {{"alice", {&desk, &mobile}, {}},
                      {"bob", {&desk}, {}},
                      {"carol", {&mobile}, {}},
                      {"nobody", {}, {}},
                      {"nowhere", {}, Error{13224, "no route"}}};
  }

  ~DialTest() override { deadlines.finish(); }

  void start(const std::vector<std::string>& addresses, Duration timeout = 30s, Duration limit = 4h) {
    std::vector<Dial::Party> parties;
    for (const auto& address : addresses) {
      Dial::Party party;
      party.target.kind = Target::Kind::client;
      party.target.address = address;
      party.target.from = "+819059876543";
      party.timeout = timeout;
      parties.push_back(party);
    }
    asio::co_spawn(io, run_dial(*dial, parties, limit),
                   asio::bind_cancellation_slot(cancel.slot(), [this](const std::exception_ptr&) { done = true; }));
    deadlines.settle();
  }
  std::string child(std::size_t index) const { return exchange.dialled.at(index).call_sid; }
};

TEST_F(DialTest, TheOnePartysEarlyMediaIsHeardUntilItAnswers) {
  start({"bob"});
  desk.rings();
  desk.is_heard();
  deadlines.settle();
  EXPECT_TRUE(caller.was_told("early media"));
  EXPECT_EQ(engine.listeners, 1);
  EXPECT_EQ(engine.bridges, 0);
  desk.answers();
  deadlines.settle();
  EXPECT_EQ(engine.listeners, 0);
  EXPECT_EQ(engine.bridges, 1);
}

TEST_F(DialTest, AnAnsweredCallerHearsEarlyMediaWithoutAWordToItsDoor) {
  parent->answer();
  start({"bob"});
  desk.is_heard();
  deadlines.settle();
  EXPECT_EQ(engine.listeners, 1);
  EXPECT_FALSE(caller.was_told("early media"));
}

TEST_F(DialTest, AnAnnouncementEndsWithTheLegThatDeclines) {
  start({"bob"});
  desk.is_heard();
  desk.leaves(Cause::failed, 404);
  deadlines.settle();
  EXPECT_EQ(engine.listeners, 0);
  EXPECT_TRUE(done);
}

TEST_F(DialTest, EarlyMediaOfSeveralPartiesOrDevicesIsNotHeard) {
  start({"alice"});
  desk.is_heard();
  mobile.is_heard();
  deadlines.settle();
  EXPECT_EQ(engine.listeners, 0);
  EXPECT_FALSE(caller.was_told("early media"));
}

TEST_F(DialTest, ADeviceThatDeclinesForGoodEndsTheOthersOfItsParty) {
  start({"alice"});
  desk.leaves(Cause::busy, 486);
  deadlines.settle();
  EXPECT_FALSE(done);
  mobile.leaves(Cause::busy, 486);
  deadlines.settle();
  EXPECT_TRUE(done);
}

TEST_F(DialTest, AGlobalRefusalStopsTheOtherDevices) {
  start({"alice"});
  desk.leaves(Cause::busy, 603);
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_TRUE(mobile.was_told("hangup canceled"));
  EXPECT_EQ(dial->outcome().status, "busy");
}

TEST_F(DialTest, ThePartyAnswersAndBothAreBridgedUntilItHangsUp) {
  start({"bob"});
  EXPECT_THAT(desk.told, ElementsAre("dial"));
  desk.rings();
  desk.answers();
  deadlines.advance(10s);
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_TRUE(caller.was_told("answer"));
  desk.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_EQ(dial->outcome().status, "completed");
  EXPECT_EQ(dial->outcome().duration, 10);
  EXPECT_TRUE(dial->outcome().bridged);
  EXPECT_EQ(dial->outcome().call_sid, child(0));
  EXPECT_THAT(journal.story(child(0)), ElementsAre("queued", "ringing", "in-progress", "completed"));
}

TEST_F(DialTest, EveryDeviceOfAClientRingsAndTheFirstToAnswerWins) {
  start({"alice"});
  EXPECT_TRUE(desk.was_told("dial"));
  EXPECT_TRUE(mobile.was_told("dial"));
  mobile.answers();
  deadlines.settle();
  EXPECT_TRUE(desk.was_told("hangup canceled"));
  EXPECT_EQ(engine.bridges, 1);
  EXPECT_EQ(desk.leg, nullptr);
}

TEST_F(DialTest, ADeviceThatDeclinesDoesNotEndTheFork) {
  start({"alice"});
  desk.leaves(Cause::busy, 486);
  deadlines.settle();
  EXPECT_FALSE(done);
  mobile.answers();
  deadlines.settle();
  EXPECT_EQ(engine.bridges, 1);
}

TEST_F(DialTest, ABrowserThatRejectsMakesThePartyBusyWhateverTheOthersDo) {
  start({"alice"});
  desk.leaves(Cause::busy);
  mobile.leaves(Cause::failed);
  deadlines.settle();
  EXPECT_EQ(dial->outcome().status, "busy");
}

TEST_F(DialTest, WhenAllDevicesDeclineThePartyIsBusy) {
  start({"alice"});
  desk.leaves(Cause::failed, 500);
  mobile.leaves(Cause::busy, 486);
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(dial->outcome().status, "busy");
  EXPECT_THAT(journal.story(child(0)), ElementsAre("queued", "busy"));
  EXPECT_EQ(journal.events.back().call.sip_code, 486);
}

TEST_F(DialTest, NobodyAnswersInTime) {
  start({"bob"}, 20s);
  deadlines.advance(19s);
  EXPECT_FALSE(done);
  deadlines.advance(1s);
  EXPECT_TRUE(done);
  EXPECT_TRUE(desk.was_told("hangup no-answer"));
  EXPECT_EQ(dial->outcome().status, "no-answer");
}

TEST_F(DialTest, APartyWithoutDevicesDoesNotAnswer) {
  start({"nobody"});
  EXPECT_TRUE(done);
  EXPECT_EQ(dial->outcome().status, "no-answer");
}

TEST_F(DialTest, APartyWithoutRouteFailsWithANotice) {
  start({"nowhere"});
  EXPECT_TRUE(done);
  EXPECT_EQ(dial->outcome().status, "failed");
  EXPECT_THAT(journal.notices(), ElementsAre(13224));
}

TEST_F(DialTest, SeveralPartiesRingAtOnceAndTheLosersAreCancelled) {
  start({"bob", "carol"});
  mobile.answers();
  deadlines.settle();
  EXPECT_TRUE(desk.was_told("hangup canceled"));
  EXPECT_THAT(journal.story(child(0)), ElementsAre("queued", "canceled"));
  EXPECT_EQ(dial->outcome().call_sid, child(1));
}

TEST_F(DialTest, OfSeveralThatDidNotAnswerBusyIsReportedFirst) {
  start({"nowhere", "bob", "carol"}, 20s);
  desk.leaves(Cause::busy, 486);
  deadlines.advance(20s);
  EXPECT_EQ(dial->outcome().status, "busy");
}

TEST_F(DialTest, TheTimeLimitHangsUpTheParty) {
  start({"bob"}, 30s, 60s);
  desk.answers();
  deadlines.advance(60s);
  EXPECT_TRUE(done);
  EXPECT_TRUE(desk.was_told("hangup completed"));
  EXPECT_EQ(dial->outcome().duration, 60);
}

TEST_F(DialTest, WhenTheCallerGoesWhileItRingsTheDevicesAreCancelled) {
  start({"alice"});
  cancel.emit(asio::cancellation_type::terminal);
  deadlines.settle();
  EXPECT_EQ(dial->outcome().status, "canceled");
  dial.reset();
  EXPECT_TRUE(desk.was_told("hangup canceled"));
  EXPECT_TRUE(mobile.was_told("hangup canceled"));
  EXPECT_THAT(journal.story(child(0)), ElementsAre("queued", "canceled"));
}

TEST_F(DialTest, WhenTheCallerGoesInTheCallThePartyIsHungUp) {
  start({"bob"});
  desk.answers();
  deadlines.advance(5s);
  cancel.emit(asio::cancellation_type::terminal);
  deadlines.settle();
  EXPECT_EQ(dial->outcome().status, "completed");
  EXPECT_EQ(dial->outcome().duration, 5);
  dial.reset();
  EXPECT_EQ(engine.bridges, 0);
  EXPECT_TRUE(desk.was_told("hangup completed"));
}

TEST_F(DialTest, APartyThatAnswersAndIsGoneAtOnceWasAnswered) {
  start({"bob"});
  desk.answers();
  desk.leaves();
  deadlines.settle();
  EXPECT_TRUE(done);
  EXPECT_EQ(dial->outcome().status, "completed");
  EXPECT_FALSE(dial->outcome().bridged);
}

}  // namespace
}  // namespace ringback::call
