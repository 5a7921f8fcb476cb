#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace ringback::media {

// Linear sound that waits to be taken, in the order that it came. `room` first, then `added` of it.
template <std::size_t capacity>
class PcmQueue {
 public:
  std::size_t size() const { return size_; }
  std::span<std::int16_t> content() { return std::span(samples_).first(size_); }
  std::span<std::int16_t> room() { return std::span(samples_).subspan(size_); }
  void added(std::size_t count) { size_ += count; }
  // The last samples have been taken away.
  void cut(std::size_t count) { size_ -= count; }
  void take(std::span<std::int16_t> to) {
    std::copy_n(samples_.begin(), to.size(), to.begin());
    std::copy(samples_.begin() + static_cast<std::ptrdiff_t>(to.size()),
              samples_.begin() + static_cast<std::ptrdiff_t>(size_), samples_.begin());
    size_ -= to.size();
  }
  void clear() { size_ = 0; }

 private:
  std::array<std::int16_t, capacity> samples_;
  std::size_t size_ = 0;
};

}  // namespace ringback::media
