#pragma once

#include <boost/asio/io_context.hpp>

#include "base/deadlines.hpp"

namespace ringback {

// Time that moves only when a test says so. Between two deadlines everything that is ready on `io` runs.
class ManualDeadlines final : public Deadlines {
 public:
  explicit ManualDeadlines(boost::asio::io_context& io) : io_(io) {}
  ~ManualDeadlines() override { abandon(); }
  TimePoint now() const override { return now_; }
  WallTime wall_now() const override { return WallTime(std::chrono::seconds(1'700'000'000)) + (now_ - TimePoint()); }

  // Ends every coroutine that waits, while what it uses still exists: the last word of a test that leaves some waiting.
  void finish();
  // Runs what is ready now, without moving time.
  void settle();
  // Moves time forward, stopping at each deadline on the way to run it and what it made ready.
  void advance(Duration by);

 private:
  void arm(TimePoint) override {}
  boost::asio::io_context& io_;
  TimePoint now_{std::chrono::hours(1)};
};

}  // namespace ringback
