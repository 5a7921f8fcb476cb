#include "media/spsc_ring.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace ringback::media {
namespace {

TEST(SpscRing, IsEmptyThenFullThenEmpty) {
  SpscRing<int> ring(2);
  EXPECT_EQ(ring.front(), nullptr);
  for (const int item : {1, 2}) {
    *ring.claim() = item;
    ring.publish();
  }
  EXPECT_EQ(ring.claim(), nullptr);
  for (const int item : {1, 2}) {
    EXPECT_EQ(*ring.front(), item);
    ring.pop();
  }
  EXPECT_EQ(ring.front(), nullptr);
  EXPECT_NE(ring.claim(), nullptr);
}

TEST(SpscRing, CarriesItemsInOrderBetweenThreads) {
  SpscRing<std::unique_ptr<int>> ring(64);
  constexpr int count = 20000;
  std::thread producer([&ring] {
    for (int i = 0; i < count;) {
      auto* slot = ring.claim();
      if (!slot) {
        std::this_thread::yield();
        continue;
      }
      *slot = std::make_unique<int>(i++);
      ring.publish();
    }
  });
  for (int i = 0; i < count;) {
    auto* slot = ring.front();
    if (!slot) {
      std::this_thread::yield();
      continue;
    }
    ASSERT_EQ(**slot, i++);
    slot->reset();
    ring.pop();
  }
  producer.join();
}

}  // namespace
}  // namespace ringback::media
