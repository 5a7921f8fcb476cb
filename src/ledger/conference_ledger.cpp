#include "ledger/conference_ledger.hpp"

#include <boost/asio/co_spawn.hpp>
#include <utility>

#include "base/log.hpp"
#include "ledger/callback_name.hpp"
#include "ledger/conference_snapshot.hpp"
#include "store/conferences.hpp"
#include "store/due_callbacks.hpp"

namespace ringback::ledger {
namespace {

store::Conference row_of(const call::ConferenceEvent& event) {
  const auto& facts = event.conference;
  store::Conference row{.sid = facts.sid,
                        .account_sid = facts.account_sid,
                        .friendly_name = facts.friendly_name,
                        .status = facts.status,
                        .reason_ended = facts.reason_ended,
                        .call_sid_ending = facts.ended_by,
                        .date_created = facts.created_ms,
                        .date_updated = event.at_ms,
                        .snapshot = {}};
  // Of one that is to be ended after a crash.
  if (facts.status != "completed") row.snapshot = to_text(event);
  return row;
}

// What changes the record.
bool changes_record(const call::ConferenceEvent& event) {
  return !event.participant && event.announce_url.empty() && !event.recording;
}

}  // namespace

void ConferenceLedger::record(call::ConferenceEvent event) {
  if (event.callback || changes_record(event)) push({std::move(event)});
}

void ConferenceLedger::delivered(call::ConferenceEvent event) {
  push({std::move(event), true});
}

void ConferenceLedger::push(Entry entry) {
  const std::string sid = entry.event.conference.sid;
  if (entry.event.callback && entry.event.due_sid.empty()) entry.event.due_sid = callback_name(entry.event.sequence);
  Queue& queue = queues_[sid];
  queue.entries.push_back(std::move(entry));
  ++queue.recorded;
  if (queue.entries.size() == 1) boost::asio::co_spawn(control_, work(sid), must_not_throw);
}

Task<void> ConferenceLedger::work(std::string sid) {
  Queue& queue = queues_[sid];
  while (!queue.entries.empty()) {
    const Entry& entry = queue.entries.front();
    const auto stored = co_await store_entry(entry);
    if (!stored) {
      log::error("an event of the conference could not be stored",
                 {{"conference_sid", sid}, {"reason", stored.error().message}});
    }
    ++queue.stored;
    wake(queue);
    pass_on(entry);
    queue.entries.pop_front();
  }
  queues_.erase(sid);
}

Task<Result<void>> ConferenceLedger::store_entry(const Entry& entry) {
  const auto& event = entry.event;
  if (entry.delivered) return tables_.due_callbacks.remove(event.due_sid);
  std::vector<store::DueCallback> due;
  if (event.callback) due.push_back({event.due_sid, event.conference.sid, to_text(event), event.at_ms});
  // It comes when the conference may be over, and knows it as it was before.
  if (event.recording) return tables_.due_callbacks.add(std::move(due.front()));
  return tables_.conferences.save(row_of(event), std::move(due));
}

void ConferenceLedger::pass_on(const Entry& entry) {
  if (entry.delivered) return;
  for (auto* journal : further_) journal->record(entry.event);
}

Task<void> ConferenceLedger::flush(std::string sid) {
  const auto found = queues_.find(sid);
  if (found == queues_.end() || found->second.stored == found->second.recorded) co_return;
  const auto wakeup = std::make_shared<Wakeup>();
  found->second.flushes.push_back({found->second.recorded, wakeup});
  co_await wakeup->wait_until(deadlines_, TimePoint::max());
}

Task<void> ConferenceLedger::drain() {
  while (!queues_.empty()) {
    const std::string sid = queues_.begin()->first;
    co_await flush(sid);
  }
}

void ConferenceLedger::wake(Queue& queue) {
  std::erase_if(queue.flushes, [&queue](const Flush& flush) {
    const bool due = flush.until <= queue.stored;
    if (due) flush.wakeup->notify();
    return due;
  });
}

}  // namespace ringback::ledger
