#include "base/log.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/sid.hpp"

namespace ringback {
namespace {

TEST(Log, KnowsItsLevelsByName) {
  log::Level level = log::Level::error;
  EXPECT_TRUE(log::parse_level("debug", level));
  EXPECT_EQ(level, log::Level::debug);
  EXPECT_FALSE(log::parse_level("loud", level));
}

TEST(Log, NothingIsDroppedWhileTheSinkKeepsUp) {
  log::info("one line");
  EXPECT_EQ(log::dropped(), 0U);
}

// Runs in a process of its own, since flushing ends the logger.
TEST(LogDeathTest, AHostileValueCannotForgeALine) {
  const auto write = [] {
    log::warn("odd \"peer\"",
              {{"from", "x\"}\n{\"level\":\"info\""}, {"call_sid", "CA1"}, {"code", 486}, {"ok", true}});
    log::debug("below the level");
    log::flush();
    std::exit(0);
  };
  EXPECT_EXIT(
      write(), testing::ExitedWithCode(0),
      R"(^\{"time":"[^"]+","level":"warn","message":"odd \\"peer\\"","from":"x\\"\}\\n\{\\"level\\":\\"info\\"",)"
      R"("call_sid":"CA1","code":486,"ok":true\}
$)");
}

}  // namespace
}  // namespace ringback
