#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "call/journal.hpp"
#include "ledger/tables.hpp"
#include "store/time.hpp"

namespace ringback::ledger {

// Writes what happened into the store. A queue per call: an event is stored, then passed on to the further Journals,
// then the next one's turn comes; calls do not wait for one another. What the store refuses is logged and passed on
// all the same: the application must hear of its call's end even if the disk is full. Control thread.
class Ledger final : public call::Journal {
 public:
  Ledger(const Tables& tables, Deadlines& deadlines, Executor control);

  // Told of each event after it is stored, in the order of these calls. Must outlive the ledger.
  void add(call::Journal& journal) { further_.push_back(&journal); }

  void record(call::Event event) override;
  Task<void> flush(std::string call_sid) override;
  // Resumes once nothing waits of any call: for the end of the program, before the store closes.
  Task<void> drain();
  // Events that are not stored yet.
  std::size_t waiting() const;

 private:
  struct Entry {
    call::Event event;
    store::Millis recorded_ms = 0;
  };
  struct Flush {
    std::uint64_t until = 0;  // resumes once so many are stored
    std::shared_ptr<Wakeup> wakeup;
  };
  // Lives while something of its call waits.
  struct Queue {
    std::deque<Entry> entries;  // the first may be on its way into the store
    std::vector<Flush> flushes;
    std::uint64_t recorded = 0;
    std::uint64_t stored = 0;
  };

  Task<void> work(std::string call_sid);
  Task<Result<void>> store_event(call::Event event, store::Millis recorded_ms);
  Task<Result<void>> store_recording(const call::Event& event, store::Millis recorded_ms);
  Task<Result<void>> store_transcription(const call::Event& event, store::Millis recorded_ms);
  void pass_on(const call::Event& event);
  static void wake(Queue& queue);

  const Tables tables_;
  Deadlines& deadlines_;
  Executor control_;
  std::vector<call::Journal*> further_;
  std::map<std::string, Queue> queues_;
};

}  // namespace ringback::ledger
