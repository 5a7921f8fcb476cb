#include "server/call_metrics.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ringback::server {
namespace {

const std::array<std::string, 3> directions = {"inbound", "outbound-dial", "outbound-api"};

const std::vector<double>& setup_bounds() {
  static const std::vector<double> bounds = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60};
  return bounds;
}

const std::vector<double>& duration_bounds() {
  static const std::vector<double> bounds = {1, 5, 15, 60, 180, 600, 1800, 3600, 14400};
  return bounds;
}

double seconds(std::int64_t from_ms, std::int64_t to_ms) {
  return static_cast<double>(to_ms - from_ms) / 1000;
}

}  // namespace

CallMetrics::CallMetrics(metrics::Registry& registry) : registry_(registry) {
  for (const auto& direction : directions) {
    for (const bool answered : {false, true}) {
      registry.read_gauge("ringback_calls", "Calls that are up, by direction and status",
                          {{"direction", direction}, {"status", answered ? "in-progress" : "ringing"}},
                          [this, direction, answered] { return live(direction, answered); });
    }
  }
}

void CallMetrics::record(call::Event event) {
  using Kind = call::Event::Kind;
  const call::Facts& call = event.call;
  if (event.kind == Kind::created) live_[call.sid] = {.direction = call.direction};
  if (event.kind == Kind::answered) {
    const auto found = live_.find(call.sid);
    if (found != live_.end()) found->second.answered = true;
    registry_
        .histogram("ringback_call_setup_seconds", "From a call's first word to its answer", setup_bounds(),
                   {{"direction", call.direction}})
        .observe(seconds(call.created_ms, call.answered_ms));
  }
  if (event.kind == Kind::ended) ended(call);
}

void CallMetrics::ended(const call::Facts& call) {
  live_.erase(call.sid);
  registry_
      .counter("ringback_calls_total", "Calls that have ended, by direction and status",
               {{"direction", call.direction}, {"status", call.status}})
      .add();
  if (call.answered_ms == 0) return;
  registry_
      .histogram("ringback_call_duration_seconds", "From answer to end", duration_bounds(),
                 {{"direction", call.direction}})
      .observe(seconds(call.answered_ms, call.ended_ms));
}

// What is recorded is stored and passed on by the ledger; here nothing waits.
Task<void> CallMetrics::flush(std::string) {
  co_return;
}

double CallMetrics::live(const std::string& direction, bool answered) const {
  return static_cast<double>(std::count_if(live_.begin(), live_.end(), [&](const auto& entry) {
    return entry.second.direction == direction && entry.second.answered == answered;
  }));
}

}  // namespace ringback::server
