#pragma once

#include <memory>
#include <vector>

#include "media/frame.hpp"
#include "media/spsc_ring.hpp"

namespace ringback::media {

// A file descriptor that wakes a thread out of epoll_wait.
class WakeupFd {
 public:
  WakeupFd();
  ~WakeupFd();
  WakeupFd(const WakeupFd&) = delete;
  WakeupFd& operator=(const WakeupFd&) = delete;
  int fd() const { return fd_; }
  void notify() const;
  void clear() const;

 private:
  int fd_;
};

// The ways of frames between media threads: a ring from each to each other, and what wakes each.
class Mesh {
 public:
  explicit Mesh(unsigned threads);

  unsigned threads() const { return static_cast<unsigned>(wakeups_.size()); }
  SpscRing<StoredFrame>& ring(unsigned from, unsigned to) { return *rings_[from * threads() + to]; }
  const WakeupFd& wakeup(unsigned thread) const { return *wakeups_[thread]; }

 private:
  std::vector<std::unique_ptr<WakeupFd>> wakeups_;
  std::vector<std::unique_ptr<SpscRing<StoredFrame>>> rings_;  // none from a thread to itself
};

}  // namespace ringback::media
