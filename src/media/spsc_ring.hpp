#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

namespace ringback::media {

// A bounded queue between exactly two threads, without locks. Slots are made once and used again, so an item may hold
// a buffer. Both sides work on the item in place: claim and publish, front and pop.
template <class T>
class SpscRing {  // NOLINT(clang-analyzer-optin.performance.Padding): the two sides share no cache line
 public:
  // Room for `capacity` items, a power of two.
  explicit SpscRing(std::size_t capacity) : slots_(capacity) {}

  // Producer: the slot to fill, or nullptr if the ring is full.
  T* claim() {
    const auto tail = tail_.load(std::memory_order_relaxed);
    if (tail - known_head_ == slots_.size()) known_head_ = head_.load(std::memory_order_acquire);
    return tail - known_head_ == slots_.size() ? nullptr : &slots_[tail & (slots_.size() - 1)];
  }
  void publish() { tail_.store(tail_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

  // Consumer: the oldest item, or nullptr if there is none.
  T* front() {
    const auto head = head_.load(std::memory_order_relaxed);
    return head == tail_.load(std::memory_order_acquire) ? nullptr : &slots_[head & (slots_.size() - 1)];
  }
  void pop() { head_.store(head_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

 private:
  std::vector<T> slots_;
  alignas(64) std::atomic<std::size_t> tail_{0};
  std::size_t known_head_ = 0;  // the producer's last look at head_
  alignas(64) std::atomic<std::size_t> head_{0};
};

}  // namespace ringback::media
