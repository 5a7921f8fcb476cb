#include "base/async.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ringback {
namespace {

TEST(MustNotThrow, TakesTheQuietEnd) {
  must_not_throw(nullptr);
}

TEST(MustNotThrowDeathTest, EndsTheProcessWithWords) {
  EXPECT_DEATH(must_not_throw(std::make_exception_ptr(std::runtime_error("own bug"))), "own bug");
}

}  // namespace
}  // namespace ringback
