#include "call/queue_pickup.hpp"

#include <utility>

#include "call/queue_place.hpp"

namespace ringback::call {

using std::chrono::duration_cast;
using std::chrono::seconds;

QueuePickup::QueuePickup(std::shared_ptr<Queue> queue, Call& taker, Deadlines& deadlines, Instructions introduction)
    : queue_(std::move(queue)),
      taker_(taker),
      deadlines_(deadlines),
      introduction_(std::move(introduction)),
      number_(queue_->next_number_++) {}

QueuePickup::~QueuePickup() {
  queue_->pickups_.erase(number_);
  let_go();
}

void QueuePickup::enlist() {
  queue_->pickups_.emplace(number_, this);
  queue_->match();
}

Task<bool> QueuePickup::caller_by(TimePoint limit) {
  while (!ready_) {
    if (!place_) enlist();
    const bool notified = co_await changed_.wait_until(deadlines_, place_ ? TimePoint::max() : limit);
    if (notified || place_) continue;
    queue_->pickups_.erase(number_);
    co_return false;
  }
  co_return true;
}

Task<void> QueuePickup::talk(media::Engine& engine, Duration limit) {
  if (!place_ || place_->over()) co_return;
  taker_.answer();
  bridge_ = engine.bridge(taker_.leg()->session(), place_->call_.leg()->session());
  outcome_.bridged = true;
  talks_since_ = place_->bridged_ = deadlines_.now();
  while (place_ && !parting_) {
    const bool notified = co_await changed_.wait_until(deadlines_, *talks_since_ + limit);
    if (!notified) break;
  }
  outcome_ = outcome();
  talks_since_.reset();
  bridge_.reset();
  let_go();
}

void QueuePickup::part() {
  parting_ = true;
  changed_.notify();
}

QueuePickup::Outcome QueuePickup::outcome() const {
  Outcome out = outcome_;
  if (place_) out.waited = place_->waited();
  if (talks_since_) out.talked = duration_cast<seconds>(deadlines_.now() - *talks_since_);
  return out;
}

void QueuePickup::take(QueuePlace& place) {
  place_ = &place;
  outcome_ = {.caller_sid = place.call_.sid()};
  changed_.notify();
}

void QueuePickup::be_ready() {
  ready_ = true;
  changed_.notify();
}

void QueuePickup::lose() {
  outcome_.waited = place_->waited();
  place_ = nullptr;
  if (!outcome_.bridged) ready_ = false;
  changed_.notify();
}

void QueuePickup::let_go() {
  bridge_.reset();
  if (auto* place = std::exchange(place_, nullptr)) place->release();
}

}  // namespace ringback::call
