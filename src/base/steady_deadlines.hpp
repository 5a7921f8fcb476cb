#pragma once

#include <boost/asio/steady_timer.hpp>

#include "base/deadlines.hpp"

namespace ringback {

// Real time: one steady_timer drives the whole queue. Lives on the thread of `executor` and dies before its context.
class SteadyDeadlines final : public Deadlines {
 public:
  explicit SteadyDeadlines(const Executor& executor) : timer_(executor) {}
  // Coroutines that die with the queue may still ask for the time.
  ~SteadyDeadlines() override { abandon(); }
  TimePoint now() const override { return std::chrono::steady_clock::now(); }
  WallTime wall_now() const override { return std::chrono::system_clock::now(); }

 private:
  void arm(TimePoint when) override;
  boost::asio::steady_timer timer_;
};

}  // namespace ringback
