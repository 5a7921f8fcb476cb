#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "base/async.hpp"

namespace ringback {

using TimePoint = std::chrono::steady_clock::time_point;
using Duration = std::chrono::steady_clock::duration;
using WallTime = std::chrono::system_clock::time_point;

// For threads that have no Deadlines (media): the one other place that reads the clock.
TimePoint monotonic_now();

// The only clock and the only timers of a thread: one queue of deadlines, driven by one timer in production
// (SteadyDeadlines) and by the test's hand in tests (ManualDeadlines). Not thread-safe: lives on the thread it serves.
class Deadlines {
  using Key = std::pair<TimePoint, std::uint64_t>;
  struct Queue;

 public:
  // Owns one pending action. Destroying, resetting or overwriting it means that the action never runs. It may outlive
  // the Deadlines.
  class Timer {
   public:
    Timer() = default;
    Timer(Timer&& other) noexcept { *this = std::move(other); }
    Timer& operator=(Timer&& other) noexcept;
    ~Timer() { reset(); }
    void reset();
    // True until the action has run or was cancelled.
    bool pending() const;

   private:
    friend class Deadlines;
    std::weak_ptr<Queue> queue_;
    Key key_{};
  };

  virtual ~Deadlines();
  Deadlines(const Deadlines&) = delete;
  Deadlines& operator=(const Deadlines&) = delete;

  virtual TimePoint now() const = 0;
  virtual WallTime wall_now() const = 0;

  // Runs `action` at `when` or soon after, never before this call returns. Actions of one instant run in the order
  // in which they were asked for.
  [[nodiscard]] Timer at(TimePoint when, std::function<void()> action);
  [[nodiscard]] Timer after(Duration delay, std::function<void()> action) {
    return at(now() + delay, std::move(action));
  }

  // Throws boost::system::system_error(operation_aborted) when the awaiting coroutine is cancelled.
  Task<void> wait_until(TimePoint when);
  Task<void> wait_for(Duration delay) { return wait_until(now() + delay); }

  // Drops every pending action. A coroutine that waits is destroyed in the executor's next turn: run that turn while
  // what they use still exists.
  void abandon();

 protected:
  Deadlines();
  // Asks the clock behind to call `run_due` at `when`; a later call replaces an earlier one.
  virtual void arm(TimePoint when) = 0;
  void run_due();
  // The next deadline, or TimePoint::max() if there is none.
  TimePoint next() const;

 private:
  std::shared_ptr<Queue> queue_;
};

// Tells a coroutine that something happened. One waiter at a time, which it must outlive or which must never resume;
// a `notify` with no waiter is kept.
class Wakeup {
 public:
  Wakeup();
  ~Wakeup();
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;
  void notify();
  // True if notified, false if `when` came first. Throws operation_aborted on cancellation.
  Task<bool> wait_until(Deadlines& deadlines, TimePoint when);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ringback
