#include "sip/refusals.hpp"

#include <gtest/gtest.h>

#include "base/log.hpp"
#include "base/manual_deadlines.hpp"

namespace ringback::sip {
namespace {

TEST(Refusals, AreCountedByKind) {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  Refusals refusals(deadlines);
  for (int i = 0; i < 3; ++i) refusals.note(&Counters::over_rate, {"192.0.2.1", 5060});
  refusals.note(&Counters::withheld, {"192.0.2.1", 5060});
  EXPECT_EQ(refusals.counters().over_rate, 3);
  EXPECT_EQ(refusals.counters().withheld, 1);
  EXPECT_EQ(refusals.counters().malformed, 0);
}

// Runs in a process of its own, since flushing ends the logger.
TEST(RefusalsDeathTest, MakeOneLineInTenSeconds) {
  const auto refuse = [] {
    boost::asio::io_context io;
    ManualDeadlines deadlines{io};
    Refusals refusals(deadlines);
    for (int i = 0; i < 100; ++i) refusals.note(&Counters::over_rate, {"192.0.2.1", 5060});
    deadlines.advance(std::chrono::seconds(10));
    refusals.note(&Counters::over_rate, {"192.0.2.1", 5060});
    log::flush();
    std::exit(0);
  };
  EXPECT_EXIT(refuse(), testing::ExitedWithCode(0), "^[^\n]*\"count\":1\\}\n[^\n]*\"count\":100\\}\n$");
}

}  // namespace
}  // namespace ringback::sip
