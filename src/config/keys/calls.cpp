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
      .keys();
}

}  // namespace ringback::config
