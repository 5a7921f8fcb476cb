#include "server/load_monitor.hpp"

#include <algorithm>

#include "media/session.hpp"

namespace ringback::server {
namespace {

// What grows; the load is how fast.
struct Sample {
  TimePoint when;
  std::vector<Duration> busy;
  std::uint64_t ticks_missed = 0;
};

Sample sample(const media::Engine& engine, TimePoint now) {
  return {now, engine.busy(), engine.counters().ticks_missed};
}

double busiest(const Sample& before, const Sample& after) {
  const double passed = std::chrono::duration<double>(after.when - before.when).count();
  double most = 0;
  for (std::size_t i = 0; i < after.busy.size() && i < before.busy.size() && passed > 0; ++i) {
    most = std::max(most, std::chrono::duration<double>(after.busy[i] - before.busy[i]).count() / passed);
  }
  return most;
}

}  // namespace

Task<void> monitor_load(media::Engine& engine, Deadlines& deadlines, routing::Admission& admission) {
  Sample before = sample(engine, deadlines.now());
  while (true) {
    const TimePoint due = before.when + routing::Admission::interval;
    co_await deadlines.wait_until(due);
    Sample after = sample(engine, deadlines.now());
    admission.observe({.control_lag = after.when - due,
                       .busiest_media_thread = busiest(before, after),
                       .media_ticks_missed = after.ticks_missed - before.ticks_missed});
    before = std::move(after);
  }
}

}  // namespace ringback::server
