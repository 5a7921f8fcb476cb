#include "call/queue_place.hpp"

#include <iterator>
#include <utility>

#include "call/queue_pickup.hpp"

namespace ringback::call {

QueuePlace::QueuePlace(std::shared_ptr<Queue> queue, Call& call, Deadlines& deadlines)
    : queue_(std::move(queue)),
      call_(call),
      deadlines_(deadlines),
      came_(deadlines.now()),
      number_(queue_->next_number_++) {
  queue_->waiting_.emplace(number_, this);
  queue_->match();
}

QueuePlace::~QueuePlace() {
  queue_->waiting_.erase(number_);
  if (pickup_) pickup_->lose();
}

std::size_t QueuePlace::position() const {
  const auto mine = queue_->waiting_.find(number_);
  if (mine == queue_->waiting_.end()) return 0;
  return static_cast<std::size_t>(std::distance(queue_->waiting_.begin(), mine)) + 1;
}

std::chrono::seconds QueuePlace::waited() const {
  return std::chrono::duration_cast<std::chrono::seconds>(bridged_.value_or(deadlines_.now()) - came_);
}

Task<void> QueuePlace::until_change(Task<void> work) {
  Interruptible running;
  struct Guard {
    explicit Guard(QueuePlace& place) : place(place) {}
    ~Guard() { place.running_ = nullptr; }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    QueuePlace& place;
  } const guard(*this);
  running_ = &running;
  co_await running.run(std::move(work));
}

Task<void> QueuePlace::meet() {
  const auto before = changes_;
  pickup_->be_ready();
  while (changes_ == before) {
    co_await changed_.wait_until(deadlines_, TimePoint::max());
  }
}

void QueuePlace::take(QueuePickup& pickup) {
  pickup_ = &pickup;
  change();
}

void QueuePlace::release() {
  pickup_ = nullptr;
  change();
  if (bridged_) return;
  queue_->waiting_.emplace(number_, this);
  queue_->match();
}

void QueuePlace::change() {
  ++changes_;
  changed_.notify();
  if (running_) running_->interrupt();
}

}  // namespace ringback::call
