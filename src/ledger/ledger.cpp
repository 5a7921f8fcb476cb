#include "ledger/ledger.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <utility>

#include "base/log.hpp"
#include "ledger/callback_name.hpp"
#include "ledger/rows.hpp"
#include "ledger/snapshot.hpp"
#include "store/calls.hpp"

namespace ringback::ledger {
namespace {

// Those of an event that is told again after a crash have their names already.
void name_callbacks(call::Event& event) {
  for (call::Callback& callback : event.callbacks) {
    if (callback.sid.empty()) callback.sid = callback_name(callback.sequence);
  }
}

Snapshot snapshot_of(const call::Event& event, std::vector<call::Callback> callbacks) {
  return {event.call, std::move(callbacks), event.recording, event.transcription};
}

store::CallTrail trail_of(const call::Event& event, store::Millis now) {
  store::CallTrail trail;
  if (event.kind != call::Event::Kind::ended) trail.snapshot = to_text(snapshot_of(event, event.promised));
  for (const call::Callback& callback : event.callbacks) {
    trail.due.push_back({callback.sid, event.call.sid, to_text(snapshot_of(event, {callback})), now});
  }
  return trail;
}

}  // namespace

Ledger::Ledger(const Tables& tables, Deadlines& deadlines, Executor control)
    : tables_(tables), deadlines_(deadlines), control_(std::move(control)) {}

void Ledger::record(call::Event event) {
  using std::chrono::milliseconds;
  const auto now = std::chrono::duration_cast<milliseconds>(deadlines_.wall_now().time_since_epoch()).count();
  const std::string call_sid = event.call.sid;
  Queue& queue = queues_[call_sid];
  const bool idle = queue.entries.empty();
  queue.entries.push_back({std::move(event), now});
  ++queue.recorded;
  if (idle) boost::asio::co_spawn(control_, work(call_sid), boost::asio::detached);
}

Task<void> Ledger::flush(std::string call_sid) {
  const auto found = queues_.find(call_sid);
  if (found == queues_.end() || found->second.stored == found->second.recorded) co_return;
  const auto wakeup = std::make_shared<Wakeup>();
  found->second.flushes.push_back({found->second.recorded, wakeup});
  co_await wakeup->wait_until(deadlines_, TimePoint::max());
}

Task<void> Ledger::drain() {
  while (!queues_.empty()) {
    const std::string call_sid = queues_.begin()->first;
    co_await flush(call_sid);
  }
}

Task<void> Ledger::work(std::string call_sid) {
  Queue& queue = queues_[call_sid];
  while (!queue.entries.empty()) {
    Entry& entry = queue.entries.front();
    name_callbacks(entry.event);
    const auto stored = co_await store_event(entry.event, entry.recorded_ms);
    if (!stored) {
      log::error("an event of the call could not be stored",
                 {{"call_sid", call_sid}, {"reason", stored.error().message}});
    }
    ++queue.stored;
    wake(queue);
    pass_on(entry.event);
    queue.entries.pop_front();
  }
  queues_.erase(call_sid);
}

Task<Result<void>> Ledger::store_event(call::Event event, store::Millis recorded_ms) {
  if (event.notice) return tables_.notifications.add(notification_row(event.call, *event.notice, recorded_ms));
  if (event.kind == call::Event::Kind::delivered) return tables_.due_callbacks.remove(event.callbacks.front().sid);
  if (event.transcription) return store_transcription(event, recorded_ms);
  if (event.recording) return store_recording(event, recorded_ms);
  return tables_.calls.save(call_row(event.call, recorded_ms), trail_of(event, recorded_ms));
}

Task<Result<void>> Ledger::store_recording(const call::Event& event, store::Millis recorded_ms) {
  auto row = recording_row(event.call, *event.recording, recorded_ms);
  auto trail = trail_of(event, recorded_ms);
  if (!event.recording->over()) row.snapshot = std::move(trail.snapshot);
  return tables_.recordings.save(std::move(row), std::move(trail.due));
}

Task<Result<void>> Ledger::store_transcription(const call::Event& event, store::Millis recorded_ms) {
  auto row = transcription_row(event, recorded_ms);
  auto trail = trail_of(event, recorded_ms);
  if (row.status == "in-progress") row.snapshot = std::move(trail.snapshot);
  return tables_.transcriptions.save(std::move(row), std::move(trail.due));
}

// They may record something of this very call: the entry stays in front until they are done.
void Ledger::pass_on(const call::Event& event) {
  if (event.kind == call::Event::Kind::delivered) return;
  for (call::Journal* journal : further_) journal->record(event);
}

std::size_t Ledger::waiting() const {
  std::size_t sum = 0;
  for (const auto& [sid, queue] : queues_) sum += queue.entries.size();
  return sum;
}

void Ledger::wake(Queue& queue) {
  std::erase_if(queue.flushes, [&queue](const Flush& flush) {
    const bool due = flush.until <= queue.stored;
    if (due) flush.wakeup->notify();
    return due;
  });
}

}  // namespace ringback::ledger
