#pragma once

#include <cstdint>

#include "base/deadlines.hpp"
#include "base/interruptible.hpp"

namespace ringback::call {

// What one routine waits for while others change something under it. One routine waits at a time. Control thread.
class Changes {
 public:
  // How often `notify` was called.
  std::uint64_t count() const { return count_; }
  void notify();
  // Runs `work` to its end, or until the next change.
  Task<void> during(Task<void> work);
  // Resumes once there were more than `seen`.
  Task<void> beyond(std::uint64_t seen, Deadlines& deadlines);

 private:
  std::uint64_t count_ = 0;
  Wakeup changed_;
  Interruptible* running_ = nullptr;
};

}  // namespace ringback::call
