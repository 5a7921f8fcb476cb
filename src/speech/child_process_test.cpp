#include "speech/child_process.hpp"

#include <gtest/gtest.h>

namespace ringback::speech {
namespace {

using namespace std::chrono_literals;

Result<std::string> run(const std::vector<std::string>& command, std::string_view input = "",
                        std::size_t max_bytes = 1000, Duration time = 10s) {
  return run_process(command, input, {monotonic_now() + time, max_bytes}, {});
}

TEST(ChildProcess, GetsItsInputAndGivesItsOutput) {
  const auto out = run({"/bin/cat"}, "hello");
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, "hello");
}

TEST(ChildProcess, ItsWordsAreNoShells) {
  const auto out = run({"/bin/echo", "$HOME; `ls`"});
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, "$HOME; `ls`\n");
}

TEST(ChildProcess, NoOtherFileOfThisProcessIsOpenInIt) {
  const auto out = run({"/bin/ls", "/proc/self/fd"});
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, "0\n1\n2\n3\n");  // 3: the folder that it reads
}

TEST(ChildProcess, OutputWithoutEndIsCut) {
  const auto out = run({"/usr/bin/yes"});
  ASSERT_TRUE(out);
  EXPECT_EQ(out->size(), 1000U);
}

TEST(ChildProcess, OneThatFailsOrIsNotThereIsAFailure) {
  EXPECT_EQ(run({"/bin/false"}).error().code, 20503);
  EXPECT_EQ(run({"/nowhere"}).error().code, 20503);
}

TEST(ChildProcess, OneThatTakesTooLongIsEnded) {
  const auto begun = monotonic_now();
  EXPECT_FALSE(run({"/bin/sleep", "60"}, "", 1000, 100ms));
  EXPECT_LT(monotonic_now() - begun, 30s);
}

TEST(ChildProcess, OneForWhichNobodyWaitsIsEnded) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(run_process({"/bin/sleep", "60"}, "", {monotonic_now() + 1h, 1000}, stop.get_token()));
}

}  // namespace
}  // namespace ringback::speech
