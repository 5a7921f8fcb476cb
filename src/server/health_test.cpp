#include "server/health.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include "base/manual_deadlines.hpp"

namespace ringback::server {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

Task<std::string> say(std::string words) {
  co_return words;
}

Task<std::string> hang(Deadlines& deadlines) {
  co_await deadlines.wait_for(1h);
  co_return "";
}

struct HealthTest : testing::Test {
  asio::io_context io;
  ManualDeadlines deadlines{io};
  Health health{deadlines, io.get_executor()};
  std::string said;
  int asked = 0;

  ~HealthTest() override { deadlines.finish(); }

  Health::Check check() {
    return [this] {
      ++asked;
      return say(said);
    };
  }
  std::string reason() {
    std::string out = "none yet";
    asio::co_spawn(io, health.reason(), [&](const std::exception_ptr& error, const std::string& why) {
      must_not_throw(error);
      out = why;
    });
    deadlines.settle();
    return out;
  }
};

TEST_F(HealthTest, IsNotReadyBeforeTheStartIsDoneNorWhileDraining) {
  EXPECT_EQ(reason(), "starting");
  health.set(Health::Phase::serving);
  EXPECT_EQ(reason(), "");
  health.set(Health::Phase::draining);
  EXPECT_EQ(reason(), "draining");
}

TEST_F(HealthTest, NamesEachCheckThatFails) {
  health.set(Health::Phase::serving);
  health.add("store", check());
  health.add("trunks", [] { return say(""); });
  said = "disk full";
  EXPECT_EQ(reason(), "store: disk full");
}

TEST_F(HealthTest, AsksOnceASecondHoweverOftenItIsAsked) {
  health.set(Health::Phase::serving);
  health.add("store", check());
  for (int i = 0; i < 10; ++i) reason();
  EXPECT_EQ(asked, 1);
  said = "disk full";
  deadlines.advance(1s);
  EXPECT_EQ(reason(), "store: disk full");
  EXPECT_EQ(asked, 2);
}

TEST_F(HealthTest, ACheckThatHangsIsAReasonToo) {
  health.set(Health::Phase::serving);
  health.add("store", [this] { return hang(deadlines); });
  std::string out = "none yet";
  asio::co_spawn(io, health.reason(), [&](const std::exception_ptr&, const std::string& why) { out = why; });
  deadlines.settle();
  EXPECT_EQ(out, "none yet");
  deadlines.advance(2s);
  EXPECT_EQ(out, "store: no answer");
}

}  // namespace
}  // namespace ringback::server
