#pragma once

#include <deque>
#include <optional>
#include <utility>

#include "base/deadlines.hpp"

namespace ringback {

// Events for one coroutine, in order. Single thread, one reader.
template <class T>
class Inbox {
 public:
  void push(T item) {
    items_.push_back(std::move(item));
    wakeup_.notify();
  }
  bool empty() const { return items_.empty(); }

  // The next event, or nothing once `when` has come. Throws operation_aborted on cancellation.
  Task<std::optional<T>> receive_until(Deadlines& deadlines, TimePoint when) {
    while (items_.empty()) {
      const bool notified = co_await wakeup_.wait_until(deadlines, when);
      if (!notified && items_.empty()) co_return std::nullopt;
    }
    T item = std::move(items_.front());
    items_.pop_front();
    co_return item;
  }

 private:
  std::deque<T> items_;
  Wakeup wakeup_;
};

}  // namespace ringback
