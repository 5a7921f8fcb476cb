#include "media/sound/delay_estimate.hpp"

#include <algorithm>

namespace ringback::media {
namespace {

constexpr Duration window = std::chrono::seconds(5);
constexpr Duration leap = std::chrono::seconds(2);  // no network's delay: the sender has set its time stamps anew
constexpr float within = 0.97F;
constexpr float weight = 0.01F;  // of one packet: two seconds' packets make most of the picture

}  // namespace

// Up to a constant that is the same for all packets.
Duration DelayEstimate::travelled(std::uint32_t timestamp, unsigned clock, TimePoint now) {
  const auto units = known_ ? static_cast<std::int32_t>(timestamp - last_timestamp_) : 0;
  sender_time_ += std::chrono::nanoseconds(std::int64_t{units} * 1'000'000'000 / clock);
  last_timestamp_ = timestamp;
  return now.time_since_epoch() - sender_time_;
}

void DelayEstimate::remember_quickest(Duration travel, TimePoint now) {
  if (!known_ || travel - quickest_ > leap || quickest_ - travel > leap) {
    quickest_ = quickest_before_ = travel;
    window_ends_ = now + window;
    known_ = true;
  }
  if (now >= window_ends_) {
    quickest_before_ = quickest_;
    quickest_ = travel;
    window_ends_ = now + window;
  }
  quickest_ = std::min(quickest_, travel);
}

void DelayEstimate::count(Duration extra) {
  const auto place = std::min(static_cast<std::size_t>(extra / step), shares_.size() - 1);
  for (auto& share : shares_) share *= 1 - weight;
  shares_[place] += weight;
}

void DelayEstimate::on_packet(std::uint32_t timestamp, unsigned clock, TimePoint now) {
  const auto travel = travelled(timestamp, clock, now);
  remember_quickest(travel, now);
  count(travel - std::min(quickest_, quickest_before_));
}

Duration DelayEstimate::target() const {
  float sum = 0;
  std::size_t steps = 0;
  while (steps < shares_.size() && sum < within) sum += shares_[steps++];
  return steps * step;
}

}  // namespace ringback::media
