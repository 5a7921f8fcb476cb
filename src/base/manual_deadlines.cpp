#include "base/manual_deadlines.hpp"

#include <algorithm>

namespace ringback {

void ManualDeadlines::settle() {
  do {
    io_.restart();
    io_.poll();
    if (next() <= now_) run_due();
  } while (next() <= now_ || io_.poll() > 0);
}

void ManualDeadlines::finish() {
  abandon();
  // Asio destroys a coroutine's frames on its executor.
  settle();
}

void ManualDeadlines::advance(Duration by) {
  const TimePoint target = now_ + by;
  settle();
  while (next() <= target) {
    now_ = std::max(now_, next());
    run_due();
    settle();
  }
  now_ = target;
  settle();
}

}  // namespace ringback
