#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "call/conference_event.hpp"
#include "ledger/tables.hpp"

namespace ringback::ledger {

// Writes conferences into the store: a queue a conference. What an application is to hear of is stored, with its
// record, and only then passed on; the rest is stored if it changes the record. As Ledger in all else. Control thread.
class ConferenceLedger final : public call::ConferenceJournal {
 public:
  ConferenceLedger(const Tables& tables, Deadlines& deadlines, Executor control)
      : tables_(tables), deadlines_(deadlines), control_(std::move(control)) {}

  // Told of each event after it is stored. Must outlive the ledger.
  void add(call::ConferenceJournal& journal) { further_.push_back(&journal); }

  void record(call::ConferenceEvent event) override;
  void delivered(call::ConferenceEvent event) override;
  Task<void> flush(std::string sid) override;
  // Resumes once nothing waits: for the end of the program, before the store closes.
  Task<void> drain();

 private:
  struct Entry {
    call::ConferenceEvent event;
    bool delivered = false;
  };
  struct Flush {
    std::uint64_t until = 0;  // resumes once so many are stored
    std::shared_ptr<Wakeup> wakeup;
  };
  // Lives while something of its conference waits.
  struct Queue {
    std::deque<Entry> entries;  // the first may be on its way into the store
    std::vector<Flush> flushes;
    std::uint64_t recorded = 0;
    std::uint64_t stored = 0;
  };

  void push(Entry entry);
  Task<void> work(std::string sid);
  Task<Result<void>> store_entry(const Entry& entry);
  void pass_on(const Entry& entry);
  static void wake(Queue& queue);

  const Tables tables_;
  Deadlines& deadlines_;
  const Executor control_;
  std::vector<call::ConferenceJournal*> further_;
  std::map<std::string, Queue> queues_;
};

}  // namespace ringback::ledger
