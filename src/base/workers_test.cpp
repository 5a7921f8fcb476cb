#include "base/workers.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <future>

namespace ringback {
namespace {

namespace asio = boost::asio;
using Work = std::function<Result<std::string>(std::stop_token)>;

struct WorkersTest : testing::Test {
  asio::io_context io;
  std::optional<Workers> workers{std::in_place, 1, 1};

  // What becomes of the work is written to the slot.
  struct Outcome {
    std::optional<Result<std::string>> result;
    bool cancelled = false;
    asio::cancellation_signal cancel;
  };
  void start(Work work, Outcome& outcome) {
    asio::co_spawn(io, workers->run<std::string>(std::move(work)),
                   asio::bind_cancellation_slot(outcome.cancel.slot(),
                                                [&](const std::exception_ptr& error, Result<std::string> result) {
                                                  outcome.cancelled = error != nullptr;
                                                  if (!error) outcome.result.emplace(std::move(result));
                                                }));
    io.restart();
    io.poll();
  }
};

TEST_F(WorkersTest, WorkIsDoneOnAnotherThreadAndItsResultComesBack) {
  Outcome outcome;
  std::thread::id worker;
  start(
      [&](const std::stop_token&) -> Result<std::string> {
        worker = std::this_thread::get_id();
        return std::string("done");
      },
      outcome);
  io.run();
  ASSERT_TRUE(outcome.result && *outcome.result);
  EXPECT_EQ(**outcome.result, "done");
  EXPECT_NE(worker, std::this_thread::get_id());
}

TEST_F(WorkersTest, AFailureComesBackAsOne) {
  Outcome outcome;
  start([](const std::stop_token&) -> Result<std::string> { return Error{7, "no"}; }, outcome);
  io.run();
  ASSERT_TRUE(outcome.result && !*outcome.result);
  EXPECT_EQ(outcome.result->error().code, 7);
}

TEST_F(WorkersTest, OneJobTooManyIsRefusedAtOnce) {
  std::promise<void> begun;
  std::promise<void> go_on;
  Outcome running;
  Outcome waiting;
  Outcome refused;
  start(
      [&](const std::stop_token&) -> Result<std::string> {
        begun.set_value();
        go_on.get_future().wait();
        return std::string("1");
      },
      running);
  begun.get_future().wait();
  start([](const std::stop_token&) -> Result<std::string> { return std::string("2"); }, waiting);
  start([](const std::stop_token&) -> Result<std::string> { return std::string("3"); }, refused);
  EXPECT_TRUE(refused.result && !*refused.result && refused.result->error().code == 20503);
  go_on.set_value();
  io.restart();
  io.run();
  EXPECT_TRUE(running.result && **running.result == "1");
  EXPECT_TRUE(waiting.result && **waiting.result == "2");
}

TEST_F(WorkersTest, CancelledItResumesAtOnceAndTheWorkIsTold) {
  std::promise<void> begun;
  std::promise<bool> told;
  Outcome outcome;
  start(
      [&](const std::stop_token& stop) -> Result<std::string> {
        begun.set_value();
        while (!stop.stop_requested()) std::this_thread::yield();
        told.set_value(true);
        return std::string("1");
      },
      outcome);
  begun.get_future().wait();
  outcome.cancel.emit(asio::cancellation_type::terminal);
  io.poll();
  EXPECT_TRUE(told.get_future().get());
  io.restart();
  io.run();
  EXPECT_TRUE(outcome.cancelled);
}

TEST_F(WorkersTest, WhatWaitsAtTheEndIsDroppedAndItsAwaiterIsTold) {
  std::promise<void> begun;
  Outcome running;
  Outcome dropped;
  std::promise<void> go_on;
  start(
      [&](const std::stop_token&) -> Result<std::string> {
        begun.set_value();
        go_on.get_future().wait();
        return std::string("1");
      },
      running);
  begun.get_future().wait();
  start([](const std::stop_token&) -> Result<std::string> { return std::string("2"); }, dropped);
  std::thread end([this] { workers.reset(); });
  go_on.set_value();
  end.join();
  io.restart();
  io.run();
  EXPECT_TRUE(running.result && *running.result);
  EXPECT_TRUE(dropped.result.has_value());
}

}  // namespace
}  // namespace ringback
