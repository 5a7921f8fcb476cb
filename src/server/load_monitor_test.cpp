#include "server/load_monitor.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/manual_deadlines.hpp"
#include "media/fake_engine.hpp"

namespace ringback::server {
namespace {

struct BusyEngine final : media::FakeEngine {
  std::vector<Duration> at_work = {Duration{}, Duration{}};
  std::uint64_t missed = 0;
  std::vector<Duration> busy() const override { return at_work; }
  media::Counters counters() const override { return {.ticks_missed = missed}; }
};

struct LoadMonitorTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  BusyEngine engine;
  routing::Admission admission{{}};

  LoadMonitorTest() {
    boost::asio::co_spawn(io, monitor_load(engine, deadlines, admission), boost::asio::detached);
    deadlines.settle();
  }
  void pass() { deadlines.advance(routing::Admission::interval); }
};

TEST_F(LoadMonitorTest, AnIdleServerIsNotOverloaded) {
  for (int i = 0; i < 5; ++i) pass();
  EXPECT_FALSE(admission.overloaded());
}

TEST_F(LoadMonitorTest, OneBusyMediaThreadIsEnough) {
  for (int i = 0; i < 3; ++i) {
    engine.at_work[1] += std::chrono::milliseconds(450);
    pass();
  }
  EXPECT_TRUE(admission.overloaded());
}

TEST_F(LoadMonitorTest, TicksThatWereMissedCountOnce) {
  for (int i = 0; i < 3; ++i) {
    engine.missed += 100;
    pass();
  }
  EXPECT_TRUE(admission.overloaded());
  for (int i = 0; i < 4; ++i) pass();
  EXPECT_FALSE(admission.overloaded());
}

}  // namespace
}  // namespace ringback::server
