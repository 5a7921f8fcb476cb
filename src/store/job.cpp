#include "store/job.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

namespace ringback::store {
namespace asio = boost::asio;

bool JobQueue::push(Job job) {
  const std::scoped_lock lock(mutex_);
  if (closed_ || jobs_.size() >= limit) return false;
  jobs_.push_back(std::move(job));
  changed_.notify_one();
  return true;
}

std::size_t JobQueue::size() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.size();
}

std::deque<Job> JobQueue::take_all() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
  return std::exchange(jobs_, {});
}

std::optional<Job> JobQueue::take_one() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
  if (jobs_.empty()) return std::nullopt;
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  return job;
}

bool JobQueue::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !ending_.wait_for(lock, time, [this] { return closed_; });
}

void JobQueue::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  changed_.notify_all();
  ending_.notify_all();
}

namespace {

// The awaiting coroutine's end of a job. Touched on its executor only: a store's thread does no more than post it.
struct Waiter {
  Waiter(Executor e, std::function<void(boost::system::error_code, Failure)> c)
      : executor(std::move(e)), complete(std::move(c)) {}

  const Executor executor;
  std::function<void(boost::system::error_code, Failure)> complete;
  // The event loop must not end while a thread of the store works for it.
  asio::executor_work_guard<Executor> guard{executor};

  void finish(boost::system::error_code error, Failure failure) {
    if (const auto handler = std::exchange(complete, nullptr)) handler(error, std::move(failure));
    guard.reset();
  }
};

void post_finish(std::shared_ptr<Waiter> waiter, boost::system::error_code error, Failure failure) {
  const Executor executor = waiter->executor;
  // The reference moves along, so that the coroutine never dies on a thread of the store.
  asio::post(executor, [waiter = std::move(waiter), error, failure = std::move(failure)]() mutable {
    waiter->finish(error, std::move(failure));
  });
}

// Control thread alone.
void cancel(const std::weak_ptr<Waiter>& weak) {
  const auto waiter = weak.lock();
  if (waiter && waiter->complete) post_finish(waiter, asio::error::operation_aborted, {});
}

void hand_over(JobQueue& queue, Work work, std::shared_ptr<Waiter> waiter) {
  auto kept = waiter;
  Job job{std::move(work), [waiter = std::move(waiter)](Failure failure) mutable {
            post_finish(std::move(waiter), {}, std::move(failure));
          }};
  if (!queue.push(std::move(job))) post_finish(std::move(kept), {}, Error{20503, "the store is not available"});
}

}  // namespace

Task<Failure> run_on(JobQueue& queue, Work work) {
  auto initiation = [&queue, &work](auto handler) {
    using Handler = decltype(handler);
    const Executor executor = asio::get_associated_executor(handler);
    auto slot = asio::get_associated_cancellation_slot(handler);
    auto shared = std::make_shared<Handler>(std::move(handler));
    const auto waiter = std::make_shared<Waiter>(executor, [shared](boost::system::error_code error, Failure failure) {
      std::move (*shared)(error, std::move(failure));
    });
    if (slot.is_connected()) {
      slot.assign([weak = std::weak_ptr(waiter)](asio::cancellation_type) { cancel(weak); });
    }
    hand_over(queue, std::move(work), waiter);
  };
  Failure failure =
      co_await asio::async_initiate<const asio::use_awaitable_t<>, void(boost::system::error_code, Failure)>(
          initiation, asio::use_awaitable);
  co_return failure;
}

}  // namespace ringback::store
