#include "ledger/expiry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <vector>

#include "base/manual_deadlines.hpp"
#include "store/expiry.hpp"

namespace ringback::ledger {
namespace {

using namespace std::chrono_literals;

struct FakeExpiry final : store::Expiry {
  std::size_t old_rows = 0;
  bool fails = false;
  std::vector<store::Millis> asked;
  std::size_t most_at_once = 0;

  Task<Result<std::size_t>> remove(store::Millis before, std::size_t at_most) override {
    asked.push_back(before);
    if (fails) co_return Error{20500, "disk full"};
    const auto removed = std::min(old_rows, at_most);
    old_rows -= removed;
    most_at_once = std::max(most_at_once, removed);
    co_return Result<std::size_t>(boost::system::in_place_value, removed);
  }
};

struct ExpiryTest : testing::Test {
  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  FakeExpiry store;

  void start() {
    boost::asio::co_spawn(io, expire(store, deadlines, 24h), boost::asio::detached);
    deadlines.settle();
  }
  ~ExpiryTest() override { deadlines.finish(); }
};

TEST_F(ExpiryTest, WhatIsOlderThanItsAgeGoesAtTheStartAndThenEveryFewMinutes) {
  start();
  ASSERT_EQ(store.asked.size(), 1U);
  EXPECT_EQ(store.asked[0], (1'700'000'000LL + 3600 - 24 * 3600) * 1000);
  deadlines.advance(expiry_interval);
  EXPECT_EQ(store.asked.size(), 2U);
}

TEST_F(ExpiryTest, MuchGoesInSmallPieces) {
  store.old_rows = 10'000;
  start();
  EXPECT_GT(store.old_rows, 9'000U);
  deadlines.advance(1min);
  EXPECT_EQ(store.old_rows, 0U);
  EXPECT_LT(store.most_at_once, 1'000U);
}

TEST_F(ExpiryTest, AStoreThatRefusesIsAskedAgainLater) {
  store.fails = true;
  start();
  deadlines.advance(1min);
  EXPECT_EQ(store.asked.size(), 1U);
  store.fails = false;
  deadlines.advance(expiry_interval);
  EXPECT_EQ(store.asked.size(), 2U);
}

}  // namespace
}  // namespace ringback::ledger
