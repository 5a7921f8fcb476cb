#pragma once

#include <array>
#include <cstdint>

#include "base/deadlines.hpp"

namespace ringback::media {

// How long sound must wait so that few packets come too late: of every packet, how much longer it travelled than the
// quickest of the last seconds, in a histogram that forgets; of that, what 97 in 100 stay within.
class DelayEstimate {
 public:
  // A packet that starts at `timestamp`, in units of `clock` a second, on its sender's clock.
  void on_packet(std::uint32_t timestamp, unsigned clock, TimePoint now);
  // The time by which the quickest packet has to wait. At least `step`.
  Duration target() const;
  // Another sender: travel times can't be compared any more. What is known of the network stays.
  void restart() { known_ = false; }

  static constexpr Duration step = std::chrono::milliseconds(20);
  static constexpr Duration longest = 25 * step;

 private:
  Duration travelled(std::uint32_t timestamp, unsigned clock, TimePoint now);
  void remember_quickest(Duration travel, TimePoint now);
  void count(Duration extra);

  bool known_ = false;
  std::uint32_t last_timestamp_ = 0;
  Duration sender_time_{};  // of the last timestamp, since the first
  // The quickest of this window and of the one before: clocks drift, and paths change.
  Duration quickest_{};
  Duration quickest_before_{};
  TimePoint window_ends_;
  // Shares that sum up to one. At first: some jitter, until better is known.
  std::array<float, static_cast<std::size_t>(longest / step)> shares_{0.5F, 0.5F};
};

}  // namespace ringback::media
