#include "sip/trunk_capacity.hpp"

namespace ringback::sip {

TrunkCapacity::TrunkCapacity(int max_calls, int calls_per_second, Deadlines& deadlines)
    : max_calls_(max_calls), calls_per_second_(static_cast<std::size_t>(calls_per_second)), deadlines_(deadlines) {}

std::shared_ptr<void> TrunkCapacity::take_outgoing() {
  const TimePoint now = deadlines_.now();
  while (!starts_.empty() && now - starts_.front() >= std::chrono::seconds(1)) starts_.pop_front();
  if (calls_per_second_ > 0 && starts_.size() >= calls_per_second_) return nullptr;
  auto place = take_incoming();
  if (place && calls_per_second_ > 0) starts_.push_back(now);
  return place;
}

std::shared_ptr<void> TrunkCapacity::take_incoming() {
  if (max_calls_ > 0 && *calls_ >= max_calls_) return nullptr;
  ++*calls_;
  return {calls_.get(), [calls = calls_](void*) { --*calls; }};
}

}  // namespace ringback::sip
