#include "ledger/ledger.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <utility>

#include "base/log.hpp"
#include "ledger/rows.hpp"

namespace ringback::ledger {

Ledger::Ledger(store::Store& store, Deadlines& deadlines, Executor control)
    : store_(store), deadlines_(deadlines), control_(std::move(control)) {}

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
    const Entry& entry = queue.entries.front();
    co_await store_entry(entry);
    ++queue.stored;
    wake(queue);
    // They may record something of this very call: the entry stays in front until they are done.
    for (call::Journal* journal : further_) journal->record(entry.event);
    queue.entries.pop_front();
  }
  queues_.erase(call_sid);
}

Task<void> Ledger::store_entry(const Entry& entry) {
  const call::Facts& facts = entry.event.call;
  Result<void> stored;
  if (entry.event.notice) {
    stored = co_await store_.add(notification_row(facts, *entry.event.notice, entry.recorded_ms));
  } else {
    stored = co_await store_.save(call_row(facts, entry.recorded_ms));
  }
  if (!stored) {
    log::error("an event of the call could not be stored",
               {{"call_sid", facts.sid}, {"reason", stored.error().message}});
  }
}

void Ledger::wake(Queue& queue) {
  std::erase_if(queue.flushes, [&queue](const Flush& flush) {
    const bool due = flush.until <= queue.stored;
    if (due) flush.wakeup->notify();
    return due;
  });
}

}  // namespace ringback::ledger
