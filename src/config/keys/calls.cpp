#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> calls_keys() {
  using namespace std::chrono_literals;
  using Options = routing::Admission::Options;
  return Section("calls", &Config::calls)
      .key("max", &Options::max_calls, whole<std::size_t>(0, 1'000'000),
           "calls at once that applications answer; more get 503; 0: no limit")
      .key("max_control_lag", &Options::max_control_lag, duration<Milliseconds>(10ms, 10s),
           "how late the control thread may come to a deadline before new calls are refused")
      .key("max_media_load", &Options::max_media_load, real(0.1, 1),
           "share of its time that the busiest media thread may be at work before new calls are refused")
      .key("max_missed_turns", &Options::max_media_ticks_missed, whole<std::uint64_t>(0, 1'000'000),
           "turns of 20 ms that the media threads may miss in half a second before new calls are refused; 0: any")
      .keys();
}

}  // namespace ringback::config
