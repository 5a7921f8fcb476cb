#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/failure.hpp"

namespace soci {
class session;  // NOLINT(readability-identifier-naming): the name is SOCI's
}

namespace ringback::store {

// SQL of one await. May run twice: a group of writes that fails is repeated one by one, and all that found the database
// gone is done once it is back. Throws soci::soci_error.
using Work = std::function<void(soci::session&)>;

// Work and how its outcome is reported; both run on a thread of the store.
struct Job {
  Work work;
  std::function<void(Failure)> report;
};

// From the control thread to the store's threads.
class JobQueue {
 public:
  // A server whose disk hangs must refuse work, not grow without bound.
  static constexpr std::size_t limit = 100'000;

  // False if the queue is full or closed.
  bool push(Job job);
  // Waits for work. Empty once the queue is closed and all is taken.
  std::deque<Job> take_all();
  std::optional<Job> take_one();
  void close();
  // Waits for so long, or until the queue is closed: false then.
  bool pause(std::chrono::milliseconds time);
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable ending_;  // its own: a thread that pauses must not take the call to work from another
  std::deque<Job> jobs_;
  bool closed_ = false;
};

// Has `work` done by a thread of the store and resumes on the executor of the awaiting coroutine. Cancelled, it throws
// operation_aborted at once; the work goes on.
Task<Failure> run_on(JobQueue& queue, Work work);

}  // namespace ringback::store
