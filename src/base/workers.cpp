#include "base/workers.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ringback {
namespace asio = boost::asio;

// A job and the coroutine that awaits it. `complete` is touched on the coroutine's executor alone: a worker does no
// more than post.
struct Workers::Waiter {
  Waiter(Executor e, std::function<void(std::stop_token)> j) : executor(std::move(e)), job(std::move(j)) {}

  const Executor executor;
  const std::function<void(std::stop_token)> job;
  std::stop_source stop;
  std::function<void(boost::system::error_code)> complete;
  // The event loop must not end while a worker works for it.
  asio::executor_work_guard<Executor> guard{executor};

  void finish(boost::system::error_code error) {
    if (const auto handler = std::exchange(complete, nullptr)) handler(error);
    guard.reset();
  }
  // The reference moves along, so that the coroutine never dies on a worker's thread.
  static void post_finish(std::shared_ptr<Waiter> waiter, boost::system::error_code error) {
    const Executor to = waiter->executor;
    asio::post(to, [waiter = std::move(waiter), error] { waiter->finish(error); });
  }
};

Workers::Workers(unsigned threads, std::size_t max_waiting) : max_waiting_(max_waiting) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  std::deque<std::shared_ptr<Waiter>> dropped;
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    dropped.swap(waiting_);
    changed_.notify_all();
  }
  for (auto& thread : threads_) thread.join();
  for (auto& waiter : dropped) Waiter::post_finish(std::move(waiter), {});
}

bool Workers::push(std::shared_ptr<Waiter> waiter) {
  const std::scoped_lock lock(mutex_);
  if (closed_ || waiting_.size() >= max_waiting_) return false;
  waiting_.push_back(std::move(waiter));
  changed_.notify_one();
  return true;
}

std::shared_ptr<Workers::Waiter> Workers::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
  if (closed_) return nullptr;
  auto waiter = std::move(waiting_.front());
  waiting_.pop_front();
  return waiter;
}

void Workers::work() {
  while (auto waiter = take()) {
    if (!waiter->stop.stop_requested()) waiter->job(waiter->stop.get_token());
    Waiter::post_finish(std::move(waiter), {});
  }
}

Task<void> Workers::run_job(std::function<void(std::stop_token)> job) {
  const auto initiation = [this, &job](auto handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    const Executor executor = asio::get_associated_executor(handler);
    const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    const auto waiter = std::make_shared<Waiter>(executor, std::move(job));
    waiter->complete = [shared](boost::system::error_code error) { std::move (*shared)(error); };
    if (slot.is_connected()) {
      slot.assign([weak = std::weak_ptr(waiter)](asio::cancellation_type) {
        const auto alive = weak.lock();
        if (!alive || !alive->complete) return;
        alive->stop.request_stop();
        Waiter::post_finish(alive, asio::error::operation_aborted);
      });
    }
    if (!push(waiter)) Waiter::post_finish(waiter, {});
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void(boost::system::error_code)>(initiation,
                                                                                                asio::use_awaitable);
}

}  // namespace ringback
