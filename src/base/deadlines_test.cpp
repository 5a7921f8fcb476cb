#include "base/deadlines.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>
#include <string>
#include <vector>

#include "base/inbox.hpp"
#include "base/manual_deadlines.hpp"
#include "base/steady_deadlines.hpp"

namespace ringback {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

struct DeadlinesTest : testing::Test {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  std::vector<std::string> seen;

  auto note(std::string what) {
    return [this, what = std::move(what)] { seen.push_back(what); };
  }
};

TEST_F(DeadlinesTest, RunsActionsInTheOrderOfTheirDeadlines) {
  const auto late = deadlines.after(2s, note("late"));
  const auto early = deadlines.after(1s, note("early"));
  deadlines.advance(3s);
  EXPECT_EQ(seen, (std::vector<std::string>{"early", "late"}));
}

TEST_F(DeadlinesTest, RunsActionsOfOneInstantInTheOrderOfAsking) {
  const auto first = deadlines.after(1s, note("first"));
  const auto second = deadlines.after(1s, note("second"));
  deadlines.advance(1s);
  EXPECT_EQ(seen, (std::vector<std::string>{"first", "second"}));
}

TEST_F(DeadlinesTest, DoesNotRunWhatIsNotDueYet) {
  const auto timer = deadlines.after(1s, note("due"));
  deadlines.advance(999ms);
  EXPECT_TRUE(seen.empty());
  EXPECT_TRUE(timer.pending());
}

TEST_F(DeadlinesTest, ADestroyedTimerNeverRuns) {
  {
    const auto timer = deadlines.after(1s, note("gone"));
  }
  deadlines.advance(2s);
  EXPECT_TRUE(seen.empty());
}

TEST_F(DeadlinesTest, AnActionMayCancelATimerOfTheSameInstant) {
  Deadlines::Timer victim;
  const auto first = deadlines.after(1s, [&] { victim.reset(); });
  victim = deadlines.after(1s, note("victim"));
  deadlines.advance(1s);
  EXPECT_TRUE(seen.empty());
}

TEST_F(DeadlinesTest, ATimerMayOutliveItsDeadlines) {
  Deadlines::Timer timer;
  {
    ManualDeadlines shorter(io);
    timer = shorter.after(1s, note("never"));
  }
  timer.reset();
  EXPECT_FALSE(timer.pending());
}

TEST_F(DeadlinesTest, AnActionThatAsksForNowAgainDoesNotStarveTheOthers) {
  int rounds = 0;
  Deadlines::Timer again;
  std::function<void()> ask = [&] {
    if (++rounds < 3) again = deadlines.at(deadlines.now(), ask);
  };
  again = deadlines.after(1s, ask);
  const auto other = deadlines.after(1s, note("other"));
  deadlines.advance(1s);
  EXPECT_EQ(rounds, 3);
  EXPECT_EQ(seen, std::vector<std::string>{"other"});
}

Task<void> sleep_and_note(Deadlines& deadlines, Duration delay, std::vector<std::string>& seen) {
  co_await deadlines.wait_for(delay);
  seen.emplace_back("slept");
}

TEST_F(DeadlinesTest, ACoroutineResumesAtItsDeadline) {
  asio::co_spawn(io, sleep_and_note(deadlines, 5s, seen), asio::detached);
  deadlines.advance(4999ms);
  EXPECT_TRUE(seen.empty());
  deadlines.advance(1ms);
  EXPECT_EQ(seen, std::vector<std::string>{"slept"});
}

TEST_F(DeadlinesTest, ACancelledWaitThrowsOperationAborted) {
  asio::cancellation_signal signal;
  std::exception_ptr thrown;
  asio::co_spawn(io, sleep_and_note(deadlines, 5s, seen),
                 asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e) { thrown = std::move(e); }));
  deadlines.settle();
  signal.emit(asio::cancellation_type::terminal);
  deadlines.settle();
  ASSERT_TRUE(thrown);
  try {
    std::rethrow_exception(thrown);
  } catch (const boost::system::system_error& error) {
    EXPECT_EQ(error.code(), asio::error::operation_aborted);
  }
  deadlines.advance(10s);
  EXPECT_TRUE(seen.empty());
}

Task<void> read_all(Inbox<int>& inbox, Deadlines& deadlines, std::vector<std::string>& seen) {
  for (;;) {
    const auto item = co_await inbox.receive_until(deadlines, deadlines.now() + 10s);
    if (!item) break;
    seen.push_back(std::to_string(*item));
  }
  seen.emplace_back("time is up");
}

TEST_F(DeadlinesTest, AnInboxGivesItsItemsInOrderAndThenTimesOut) {
  Inbox<int> inbox;
  inbox.push(1);
  asio::co_spawn(io, read_all(inbox, deadlines, seen), asio::detached);
  inbox.push(2);
  deadlines.settle();
  inbox.push(3);
  deadlines.advance(9s);
  EXPECT_EQ(seen, (std::vector<std::string>{"1", "2", "3"}));
  deadlines.advance(1s);
  EXPECT_EQ(seen.back(), "time is up");
}

TEST_F(DeadlinesTest, ANotificationBeforeTheWaitIsKept) {
  Wakeup wakeup;
  wakeup.notify();
  bool notified = false;
  asio::co_spawn(io, wakeup.wait_until(deadlines, TimePoint::max()),
                 [&](const std::exception_ptr&, bool n) { notified = n; });
  deadlines.settle();
  EXPECT_TRUE(notified);
}

TEST(SteadyDeadlines, RunsInRealTime) {
  asio::io_context io;
  SteadyDeadlines deadlines(io.get_executor());
  int runs = 0;
  const auto start = deadlines.now();
  const auto later = deadlines.after(20ms, [&] { ++runs; });
  const auto sooner = deadlines.after(5ms, [&] { ++runs; });
  io.run();
  EXPECT_EQ(runs, 2);
  EXPECT_GE(deadlines.now() - start, 20ms);
}

}  // namespace
}  // namespace ringback
