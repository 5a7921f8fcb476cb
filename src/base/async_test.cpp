#include "base/async.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ringback {
namespace {

TEST(MustNotThrow, TakesTheQuietEnd) {
  must_not_throw(nullptr);
}

TEST(MustNotThrowDeathTest, EndsTheProcessWithWords) {
  // A fork alone would leave the log's thread behind, for which the child would wait at its end.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(must_not_throw(std::make_exception_ptr(std::runtime_error("own bug"))), "own bug");
}

}  // namespace
}  // namespace ringback
