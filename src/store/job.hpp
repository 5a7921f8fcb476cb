#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

#include "base/async.hpp"
#include "base/result.hpp"

namespace soci {
class session;  // NOLINT(readability-identifier-naming): the name is SOCI's
}

namespace ringback::store {

// SQL of one await. May run twice: a group of writes that fails is repeated one by one. Throws soci::soci_error.
using Work = std::function<void(soci::session&)>;
// Nothing, or why the work was not done.
using Failure = std::optional<Error>;

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
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool closed_ = false;
};

// Has `work` done by a thread of the store and resumes on the executor of the awaiting coroutine. Cancelled, it throws
// operation_aborted at once; the work goes on.
Task<Failure> run_on(JobQueue& queue, Work work);

}  // namespace ringback::store
