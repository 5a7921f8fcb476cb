#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/deadlines.hpp"

namespace ringback::routing {

// What the server measured over the last sampling interval.
struct Load {
  Duration control_lag{};                // the longest that the control thread let a deadline wait
  double busiest_media_thread = 0;       // share of the time that it was at work, 0 to 1
  std::uint64_t media_ticks_missed = 0;  // turns of 20 ms that came too late, of all threads
};

// Whether new calls are taken: as long as there is room for them by configuration, and those that are up do not suffer.
// A load above its limits for a while is an overload, a moment's stall of the machine is none. From then on no call is
// taken beside those that are up until the load has been well below its limits for a while, so that it does not swing.
// Control thread.
class Admission {
 public:
  struct Options {
    std::size_t max_calls = 2000;  // that applications answer; 0: no limit
    std::chrono::milliseconds max_control_lag{100};
    double max_media_load = 0.85;
    std::uint64_t max_media_ticks_missed = 5;  // within a sampling interval; 0: any
  };
  // How often the load is to be sampled.
  static constexpr std::chrono::milliseconds interval{500};

  explicit Admission(Options options) : options_(options) {}

  // Other limits from now on.
  void set(Options options) { options_ = options; }
  void observe(const Load& load);
  // Why a call is not taken now, in words for the log; empty if it is. Counts refusals.
  std::string refusal(std::size_t live_calls);

  bool overloaded() const { return overloaded_; }
  std::uint64_t refused() const { return refused_; }
  const Options& options() const { return options_; }

 private:
  std::string excess(const Load& load, double share) const;

  Options options_;
  std::string reason_;
  bool overloaded_ = false;
  int samples_in_excess_ = 0;
  int calm_samples_ = 0;
  std::uint64_t refused_ = 0;
};

}  // namespace ringback::routing
