#include "call/call.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/manual_deadlines.hpp"
#include "call/fake_leg.hpp"

namespace ringback::call {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct CallTest : testing::Test, Call::Observer {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeJournal journal;
  FakePhone phone;
  std::unique_ptr<Call> call;
  int overs = 0;

  void on_over() override { ++overs; }

  CallTest() { make("inbound"); }
  void make(const std::string& direction) {
    Facts facts;
    facts.sid = "CA1";
    facts.direction = direction;
    facts.status = direction == "inbound" ? "ringing" : "queued";
    call = std::make_unique<Call>(facts, journal, deadlines);
    call->adopt(std::make_unique<FakeLeg>(phone));
    call->set_observer(this);
    journal.events.clear();
  }
};

TEST_F(CallTest, AnAnsweredInboundCallIsInProgressAndThenCompleted) {
  call->begin();
  call->answer();
  deadlines.advance(61s);
  phone.leaves();
  EXPECT_THAT(journal.story("CA1"), ElementsAre("ringing", "in-progress", "completed"));
  EXPECT_EQ(call->duration_seconds(), 61);
  EXPECT_TRUE(phone.was_told("answer"));
  EXPECT_EQ(overs, 1);
}

TEST_F(CallTest, TheEndTellsHowTheSoundTravelled) {
  call->begin();
  call->answer();
  phone.session->measured.received.packets = 500;
  call->hangup(Cause::hangup);
  EXPECT_EQ(journal.events.back().call.quality.received.packets, 500U);
}

TEST_F(CallTest, ACallThatNobodyAnsweredHasNoQuality) {
  call->begin();
  phone.session->measured.received.packets = 500;
  phone.leaves(Cause::cancelled);
  EXPECT_EQ(journal.events.back().call.quality.received.packets, 0U);
}

TEST_F(CallTest, ACallerWhoGivesUpBeforeTheAnswerIsNoAnswer) {
  call->begin();
  phone.leaves(Cause::cancelled);
  EXPECT_THAT(journal.story("CA1"), ElementsAre("ringing", "no-answer"));
  EXPECT_EQ(call->duration_seconds(), 0);
}

TEST_F(CallTest, ARejectedCallIsBusyOrNoAnswer) {
  call->begin();
  call->reject(Cause::busy);
  EXPECT_EQ(call->facts().status, "busy");
  make("inbound");
  call->begin();
  call->reject(Cause::rejected);
  EXPECT_EQ(call->facts().status, "no-answer");
}

TEST_F(CallTest, NothingIsRecordedOfACallThatNeverBegan) {
  call->reject(Cause::not_found);
  EXPECT_TRUE(journal.events.empty());
  EXPECT_TRUE(phone.was_told("reject failed"));
}

TEST_F(CallTest, TheEndIsSaidOnce) {
  call->begin();
  call->answer();
  call->hangup(Cause::hangup);
  phone.leaves();
  call->hangup(Cause::failed);
  EXPECT_THAT(journal.story("CA1"), ElementsAre("ringing", "in-progress", "completed"));
}

TEST_F(CallTest, AChildCallRingsAndIsAnsweredByItsLeg) {
  make("outbound-dial");
  call->begin();
  phone.rings();
  phone.rings();
  call->answer();
  EXPECT_THAT(journal.story("CA1"), ElementsAre("queued", "ringing", "in-progress"));
  EXPECT_FALSE(phone.was_told("answer"));
}

TEST_F(CallTest, CallbacksGoWithTheEnd) {
  call->add_callback({"http://app/number", "GET"});
  call->begin();
  call->answer();
  call->hangup(Cause::hangup);
  ASSERT_EQ(journal.events.back().callbacks.size(), 1U);
  EXPECT_EQ(journal.events.back().callbacks[0].url, "http://app/number");
  EXPECT_TRUE(journal.events.front().callbacks.empty());
}

TEST_F(CallTest, ALimitCountsFromTheAnswer) {
  call->begin();
  call->limit(std::chrono::seconds(10));
  deadlines.advance(std::chrono::seconds(60));
  EXPECT_FALSE(call->over());
  call->answer();
  deadlines.advance(std::chrono::seconds(4));
  call->limit(std::chrono::seconds(6));
  deadlines.advance(std::chrono::seconds(1));
  EXPECT_EQ(overs, 0);
  deadlines.advance(std::chrono::seconds(1));
  EXPECT_EQ(overs, 1);
  EXPECT_EQ(call->facts().status, "completed");
}

TEST_F(CallTest, TerminatingFromOutsideTellsTheRoutine) {
  call->begin();
  call->answer();
  call->terminate(Cause::hangup);
  EXPECT_EQ(overs, 1);
  EXPECT_TRUE(phone.was_told("hangup completed"));
}

Task<void> append(std::string& to, char what) {
  to += what;
  co_return;
}

TEST_F(CallTest, GoodbyesRunOnceInOrder) {
  std::string said;
  call->add_goodbye([&said] { return append(said, 'a'); });
  call->add_goodbye([&said] { return append(said, 'b'); });
  boost::asio::co_spawn(io, call->say_goodbyes(), boost::asio::detached);
  boost::asio::co_spawn(io, call->say_goodbyes(), boost::asio::detached);
  deadlines.settle();
  EXPECT_EQ(said, "ab");
}

}  // namespace
}  // namespace ringback::call
