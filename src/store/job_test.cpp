#include "store/job.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <thread>

namespace ringback::store {
namespace {

namespace asio = boost::asio;

// Awaits a job and notes how that ended.
Task<void> await_job(JobQueue& queue, std::string& outcome) {
  try {
    const Failure failure = co_await run_on(queue, [](soci::session&) {});
    outcome = failure ? failure->message : "done";
  } catch (const boost::system::system_error&) {
    outcome = "cancelled";
  }
}

struct JobTest : testing::Test {
  asio::io_context io;
  JobQueue queue;
  std::string outcome;
  asio::cancellation_signal signal;

  void start() {
    asio::co_spawn(io, await_job(queue, outcome), asio::bind_cancellation_slot(signal.slot(), asio::detached));
    io.poll();
  }
};

TEST_F(JobTest, TheAwaitEndsOnTheEventLoopWithWhatTheThreadReported) {
  start();
  std::thread([job = queue.take_one()] { job->report(Error{20500, "disk full"}); }).join();
  EXPECT_EQ(outcome, "");
  io.run();
  EXPECT_EQ(outcome, "disk full");
}

TEST_F(JobTest, TheEventLoopStaysUntilTheThreadHasReported) {
  start();
  std::thread thread([job = queue.take_one()] { job->report({}); });
  io.run();
  thread.join();
  EXPECT_EQ(outcome, "done");
}

TEST_F(JobTest, ACancelledAwaitEndsAtOnceAndItsJobGoesOn) {
  start();
  signal.emit(asio::cancellation_type::terminal);
  io.poll();
  EXPECT_EQ(outcome, "cancelled");
  const auto job = queue.take_one();
  ASSERT_TRUE(job);
  job->report({});
  io.run();
  EXPECT_EQ(outcome, "cancelled");
}

TEST_F(JobTest, ACancellationThatComesTooLateChangesNothing) {
  start();
  queue.take_one()->report({});
  io.run();
  signal.emit(asio::cancellation_type::terminal);
  io.restart();
  io.run();
  EXPECT_EQ(outcome, "done");
}

TEST_F(JobTest, AClosedQueueAnswersThatTheStoreIsNotAvailable) {
  queue.close();
  start();
  EXPECT_EQ(outcome, "the store is not available");
}

TEST_F(JobTest, AnEventLoopThatEndsFirstTakesTheAwaitWithIt) {
  std::optional<Job> job;
  {
    asio::io_context other;
    asio::co_spawn(other, await_job(queue, outcome), asio::detached);
    other.poll();
    queue.take_one()->report({});
  }
  EXPECT_EQ(outcome, "");
}

}  // namespace
}  // namespace ringback::store
