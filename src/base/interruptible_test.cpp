#include "base/interruptible.hpp"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <optional>
#include <stdexcept>

#include "base/manual_deadlines.hpp"

namespace ringback {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

struct Mark {
  explicit Mark(bool& flag) : cleaned(flag) {}
  ~Mark() { cleaned = true; }
  Mark(const Mark&) = delete;
  Mark& operator=(const Mark&) = delete;
  bool& cleaned;
};

struct InterruptibleTest : testing::Test {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  Interruptible interruptible;
  asio::cancellation_signal hangup;
  bool cleaned = false;
  std::optional<bool> came_to_its_end;
  bool aborted = false;
  bool went_on = false;

  ~InterruptibleTest() override { deadlines.finish(); }

  Task<void> sleep() {
    const Mark mark(cleaned);
    co_await deadlines.wait_for(10s);
  }
  static Task<void> fail() {
    throw std::runtime_error("own bug");
    co_return;
  }
  Task<void> outer(Task<void> work) {
    try {
      came_to_its_end = co_await interruptible.run(std::move(work));
    } catch (const boost::system::system_error& error) {
      aborted = error.code() == asio::error::operation_aborted;
      throw;
    }
    co_await deadlines.wait_for(1s);
    went_on = true;
  }
  void start(Task<void> work) {
    asio::co_spawn(io, outer(std::move(work)), asio::bind_cancellation_slot(hangup.slot(), asio::detached));
    deadlines.settle();
  }
};

TEST_F(InterruptibleTest, WorkThatNobodyInterruptsComesToItsEnd) {
  start(sleep());
  deadlines.advance(10s);
  EXPECT_EQ(came_to_its_end, true);
}

TEST_F(InterruptibleTest, AnInterruptionEndsTheWorkAndItsOwnerGoesOn) {
  start(sleep());
  interruptible.interrupt();
  interruptible.interrupt();
  deadlines.settle();
  EXPECT_TRUE(cleaned);
  EXPECT_EQ(came_to_its_end, false);
  deadlines.advance(1s);
  EXPECT_TRUE(went_on);
}

TEST_F(InterruptibleTest, WhatIsInterruptedBeforeItBeginsNeverBegins) {
  interruptible.interrupt();
  start(sleep());
  EXPECT_EQ(came_to_its_end, false);
}

TEST_F(InterruptibleTest, AHangUpEndsTheWorkAndItsOwner) {
  start(sleep());
  hangup.emit(asio::cancellation_type::terminal);
  deadlines.settle();
  EXPECT_TRUE(cleaned);
  EXPECT_TRUE(aborted);
  EXPECT_FALSE(came_to_its_end);
  deadlines.advance(1s);
  EXPECT_FALSE(went_on);
}

TEST_F(InterruptibleTest, AHangUpRightAfterAnInterruptionEndsTheOwnerToo) {
  start(sleep());
  interruptible.interrupt();
  hangup.emit(asio::cancellation_type::terminal);
  deadlines.advance(1s);
  EXPECT_TRUE(cleaned);
  EXPECT_FALSE(went_on);
}

TEST_F(InterruptibleTest, AnInterruptionInTheTurnOfTheEndIsHarmless) {
  start(sleep());
  const auto late = deadlines.after(10s, [this] { interruptible.interrupt(); });
  deadlines.advance(11s);
  EXPECT_EQ(came_to_its_end, true);
  EXPECT_TRUE(went_on);
}

TEST_F(InterruptibleTest, AnInterruptionAfterTheEndIsHarmless) {
  start(sleep());
  deadlines.advance(10s);
  interruptible.interrupt();
  deadlines.advance(1s);
  EXPECT_TRUE(went_on);
}

TEST_F(InterruptibleTest, AFaultOfTheWorkIsItsOwnersToo) {
  std::exception_ptr fault;
  asio::co_spawn(io, interruptible.run(fail()), [&fault](const std::exception_ptr& error, bool) { fault = error; });
  deadlines.settle();
  EXPECT_TRUE(fault);
}

}  // namespace
}  // namespace ringback
