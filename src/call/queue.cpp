#include "call/queue.hpp"

#include <utility>

#include "call/queue_pickup.hpp"
#include "call/queue_place.hpp"

namespace ringback::call {

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

}  // namespace ringback::call
