#include "call/queue.hpp"

#include <utility>

#include "base/sid.hpp"
#include "call/queue_pickup.hpp"
#include "call/queue_place.hpp"

namespace ringback::call {

Queue::Queue(std::string friendly_name) : sid_(make_sid("QU")), friendly_name_(std::move(friendly_name)) {}

std::chrono::seconds Queue::average_wait(TimePoint now) const {
  if (waiting_.empty()) return {};
  Duration sum{};
  for (const auto& [number, place] : waiting_) sum += now - place->came();
  return std::chrono::duration_cast<std::chrono::seconds>(sum / waiting_.size());
}

// Of a call that is over the routine ends a turn later: until then nobody is joined with it.
void Queue::match() {
  auto place = waiting_.begin();
  auto pickup = pickups_.begin();
  while (place != waiting_.end() && pickup != pickups_.end()) {
    if (place->second->over()) {
      ++place;
    } else if (pickup->second->over()) {
      ++pickup;
    } else {
      auto& taken = *place->second;
      auto& taker = *pickup->second;
      place = waiting_.erase(place);
      pickup = pickups_.erase(pickup);
      taker.take(taken);
      taken.take(taker);
    }
  }
}

std::shared_ptr<Queue> Queues::open(const std::string& account_sid, const std::string& friendly_name) {
  Known& known = accounts_[account_sid][friendly_name];
  known.opened = ++opened_;
  if (known.queue) return known.queue;
  const auto queue = known.queue = std::make_shared<Queue>(friendly_name);
  if (accounts_[account_sid].size() > max_idle) forget_idle(account_sid);
  return queue;
}

std::shared_ptr<Queue> Queues::find(const std::string& account_sid, const std::string& friendly_name) const {
  const auto account = accounts_.find(account_sid);
  if (account == accounts_.end()) return nullptr;
  const auto known = account->second.find(friendly_name);
  return known == account->second.end() ? nullptr : known->second.queue;
}

std::size_t Queues::waiting() const {
  std::size_t sum = 0;
  for (const auto& [sid, queues] : accounts_) {
    for (const auto& [name, known] : queues) sum += known.queue->size();
  }
  return sum;
}

void Queues::forget_idle(const std::string& account_sid) {
  auto& queues = accounts_[account_sid];
  auto oldest = queues.end();
  for (auto known = queues.begin(); known != queues.end(); ++known) {
    const bool idle = known->second.queue.use_count() == 1;
    if (idle && (oldest == queues.end() || known->second.opened < oldest->second.opened)) oldest = known;
  }
  if (oldest != queues.end()) queues.erase(oldest);
}

}  // namespace ringback::call
