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
      came_ms_(std::chrono::duration_cast<std::chrono::milliseconds>(deadlines.wall_now().time_since_epoch()).count()),
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

Task<void> QueuePlace::meet() {
  const auto before = changes_.count();
  pickup_->be_ready();
  co_await changes_.beyond(before, deadlines_);
}

void QueuePlace::take(QueuePickup& pickup) {
  pickup_ = &pickup;
  changes_.notify();
}

void QueuePlace::release() {
  pickup_ = nullptr;
  changes_.notify();
  if (bridged_) return;
  queue_->waiting_.emplace(number_, this);
  queue_->match();
}

}  // namespace ringback::call
