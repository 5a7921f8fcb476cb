#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"

namespace ringback {

// Threads for work that takes its time, so that the control thread never waits: decoding, speech.
class Workers {
 public:
  // `max_waiting` jobs may wait for a thread; one more is refused.
  Workers(unsigned threads, std::size_t max_waiting);
  // Stops. Waits for the jobs that run; those that wait are dropped, and whoever awaits them is told so.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Has `work` done on a thread of these and resumes with what it returned. Fails with 20503 if too many jobs wait.
  // Cancelled, it throws operation_aborted at once; the work's token is then stopped, and work that has not begun never
  // begins.
  template <class T>
  Task<Result<T>> run(std::function<Result<T>(std::stop_token)> work) {
    const auto result = std::make_shared<std::optional<Result<T>>>();
    std::function<void(std::stop_token)> job = [result, work = std::move(work)](std::stop_token stop) {
      result->emplace(work(std::move(stop)));
    };
    co_await run_job(std::move(job));
    if (!*result) co_return Error{20503, "too much work waits already"};
    co_return std::move(**result);
  }

 private:
  struct Waiter;

  // Resumes once the job has been done or dropped.
  Task<void> run_job(std::function<void(std::stop_token)> job);
  bool push(std::shared_ptr<Waiter> waiter);
  std::shared_ptr<Waiter> take();
  void work();

  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Waiter>> waiting_;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ringback
