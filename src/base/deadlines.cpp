#include "base/deadlines.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ringback {
namespace asio = boost::asio;

TimePoint monotonic_now() {
  return std::chrono::steady_clock::now();
}

struct Deadlines::Queue {
  std::map<Key, std::function<void()>> actions;
  std::uint64_t sequence = 0;
};

Deadlines::Timer& Deadlines::Timer::operator=(Timer&& other) noexcept {
  if (this != &other) {
    reset();
    queue_ = std::exchange(other.queue_, {});
    key_ = other.key_;
  }
  return *this;
}

void Deadlines::Timer::reset() {
  if (const auto queue = queue_.lock()) {
    // The action's captures may own this very timer: they die only after the map and we are consistent.
    const auto node = queue->actions.extract(key_);
    queue_.reset();
  }
}

bool Deadlines::Timer::pending() const {
  const auto queue = queue_.lock();
  return queue && queue->actions.contains(key_);
}

Deadlines::Deadlines() : queue_(std::make_shared<Queue>()) {}
Deadlines::~Deadlines() = default;

Deadlines::Timer Deadlines::at(TimePoint when, std::function<void()> action) {
  Timer timer;
  timer.queue_ = queue_;
  timer.key_ = {when, queue_->sequence++};
  const bool first = when < next();
  queue_->actions.emplace(timer.key_, std::move(action));
  if (first) arm(when);
  return timer;
}

void Deadlines::run_due() {
  // Only what is due now: an action that asks for "now" again waits for the next turn, so no loop can starve the rest.
  const Key limit{now(), queue_->sequence};
  while (!queue_->actions.empty() && queue_->actions.begin()->first < limit) {
    auto node = queue_->actions.extract(queue_->actions.begin());
    node.mapped()();
  }
  if (!queue_->actions.empty()) arm(next());
}

void Deadlines::abandon() {
  // What dies may ask for more: it dies too.
  while (!queue_->actions.empty()) {
    const auto node = queue_->actions.extract(queue_->actions.begin());
  }
}

TimePoint Deadlines::next() const {
  return queue_->actions.empty() ? TimePoint::max() : queue_->actions.begin()->first.first;
}

namespace {

// A wait that ends once: by its deadline, by `notify`, or by cancellation. The deadline queue owns it. The waiting
// coroutine must not: the waiter owns the coroutine, and the two would keep each other alive.
struct Waiter {
  std::function<void(boost::system::error_code, bool)> complete;
  Deadlines::Timer timer;

  void finish(boost::system::error_code error, bool notified) {
    if (const auto handler = std::exchange(complete, nullptr)) {
      handler(error, notified);
      timer.reset();
    }
  }
};

// Puts what may finish the wait early into `out`.
Task<bool> wait(Deadlines& deadlines, TimePoint when, std::weak_ptr<Waiter>& out) {
  const auto initiation = [&deadlines, when, &out](auto handler) {
    using Handler = decltype(handler);
    const auto waiter = std::make_shared<Waiter>();
    out = waiter;
    auto slot = asio::get_associated_cancellation_slot(handler);
    auto shared = std::make_shared<Handler>(std::move(handler));
    waiter->complete = [shared](boost::system::error_code error, bool notified) {
      // Posted: whoever notifies is in the middle of its own work.
      asio::post(asio::get_associated_executor(*shared),
                 [shared, error, notified]() mutable { std::move (*shared)(error, notified); });
    };
    waiter->timer = deadlines.at(when, [waiter] { waiter->finish({}, false); });
    if (slot.is_connected()) {
      slot.assign([weak = std::weak_ptr(waiter)](asio::cancellation_type) {
        if (const auto strong = weak.lock()) strong->finish(asio::error::operation_aborted, false);
      });
    }
  };
  const bool notified =
      co_await asio::async_initiate<const asio::use_awaitable_t<>, void(boost::system::error_code, bool)>(
          initiation, asio::use_awaitable);
  co_return notified;
}

}  // namespace

Task<void> Deadlines::wait_until(TimePoint when) {
  std::weak_ptr<Waiter> waiter;
  co_await wait(*this, when, waiter);
}

struct Wakeup::State {
  bool pending = false;
  std::weak_ptr<Waiter> waiter;
};

Wakeup::Wakeup() : state_(std::make_unique<State>()) {}
Wakeup::~Wakeup() = default;

void Wakeup::notify() {
  const auto waiter = state_->waiter.lock();
  if (waiter && waiter->complete) {
    waiter->finish({}, true);
  } else {
    state_->pending = true;
  }
}

Task<bool> Wakeup::wait_until(Deadlines& deadlines, TimePoint when) {
  if (std::exchange(state_->pending, false)) co_return true;
  const bool notified = co_await wait(deadlines, when, state_->waiter);
  co_return notified;
}

}  // namespace ringback
