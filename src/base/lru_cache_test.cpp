#include "base/lru_cache.hpp"

#include <gtest/gtest.h>

namespace ringback {
namespace {

TEST(LruCache, KeepsWhatFits) {
  LruCache<int> cache(10);
  cache.put("a", 1, 5);
  cache.put("b", 2, 5);
  ASSERT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(*cache.find("a"), 1);
  EXPECT_EQ(*cache.find("b"), 2);
  EXPECT_EQ(cache.bytes(), 10U);
}

TEST(LruCache, ForgetsTheLeastRecentlyUsedFirst) {
  LruCache<int> cache(10);
  cache.put("a", 1, 5);
  cache.put("b", 2, 5);
  cache.find("a");
  cache.put("c", 3, 5);
  EXPECT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("c"), nullptr);
}

TEST(LruCache, AReplacedValueCountsOnce) {
  LruCache<int> cache(10);
  cache.put("a", 1, 8);
  cache.put("a", 2, 6);
  EXPECT_EQ(*cache.find("a"), 2);
  EXPECT_EQ(cache.bytes(), 6U);
}

TEST(LruCache, WhatIsLargerThanTheCacheIsNotKeptAndDrivesNothingOut) {
  LruCache<int> cache(10);
  cache.put("a", 1, 5);
  cache.put("b", 2, 11);
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
}

TEST(LruCache, WhatIsErasedIsGone) {
  LruCache<int> cache(10);
  cache.put("a", 1, 5);
  cache.erase("a");
  cache.erase("never there");
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
  EXPECT_EQ(cache.size(), 0U);
}

}  // namespace
}  // namespace ringback
