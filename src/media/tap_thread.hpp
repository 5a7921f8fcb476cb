#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "media/tap_ring.hpp"

namespace ringback::media {

// Brings what media threads write into taps to their sinks: one thread, woken once a turn of a media thread.
class TapThread {
 public:
  TapThread();
  // Delivers what is left; no stream may be tapped any more.
  ~TapThread();
  TapThread(const TapThread&) = delete;
  TapThread& operator=(const TapThread&) = delete;

  // Control thread.
  std::shared_ptr<TapRing> open(std::shared_ptr<TapSink> sink);
  const WakeupFd& wakeup() const { return *wakeup_; }
  // Blocks that did not fit.
  std::uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }

 private:
  struct Reader {
    std::shared_ptr<TapRing> ring;
    std::shared_ptr<TapSink> sink;
  };

  void run();
  void wait() const;
  void take_opened();
  bool read(Reader& reader);

  const std::shared_ptr<WakeupFd> wakeup_ = std::make_shared<WakeupFd>();
  std::atomic<bool> stopping_{false};
  std::atomic<std::uint64_t> lost_{0};
  std::mutex mutex_;
  std::vector<Reader> opened_;   // under the mutex
  std::vector<Reader> readers_;  // the thread's own
  std::thread thread_;           // last
};

}  // namespace ringback::media
