#pragma once

#include "store/collection.hpp"
#include "store/due_callbacks.hpp"
#include "store/usage.hpp"

namespace ringback::store {

// What was recorded of a call. Its sound is a file beside the store.
struct Recording {
  std::string sid;  // RE…
  std::string account_sid;
  std::string call_sid;        // the parent leg's; of a conference, who was in it first
  std::string conference_sid;  // of what was recorded in one
  std::string status;          // in-progress paused stopped completed absent deleted
  std::string source;          // RecordVerb DialVerb Conference StartCallRecordingAPI OutboundAPI …
  std::string track;           // inbound outbound both
  int channels = 1;
  int duration = 0;  // seconds, once it is complete
  int error_code = 0;
  Millis start_time = 0;
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string snapshot;  // while it runs: all that ending it asks for, in the ledger's own words

  // Its file isn't complete yet.
  bool open() const { return status == "in-progress" || status == "paused" || status == "stopped"; }
};

struct RecordingFilter {
  std::string call_sid;
  std::string conference_sid{};
  Millis created_from = 0;   // inclusive, 0: open
  Millis created_until = 0;  // exclusive, 0: open
  bool deleted = false;      // those too
};

class Recordings : public Records<Recording, RecordingFilter> {
 public:
  // Inserts or replaces, with the callbacks that are due about it.
  virtual Task<Result<void>> save(Recording recording, std::vector<DueCallback> due) = 0;
  // What a crash left open.
  virtual Task<Result<std::vector<Recording>>> open() = 0;
  // Of those that were completed, made from `from` on and before `until`; deleted ones count.
  virtual Task<Result<std::vector<Usage>>> used(std::string account_sid, Millis from, Millis until) = 0;
};

}  // namespace ringback::store
