#pragma once

#include <cstdint>

#include "store/collection.hpp"
#include "store/due_callbacks.hpp"
#include "store/usage.hpp"

namespace ringback::store {

// How the sound of a call's device travelled (docs/call-quality.md). 0 where unknown.
struct CallQuality {
  std::int64_t packets_received = 0;
  std::int64_t packets_received_lost = 0;
  std::int64_t received_jitter_us = 0;
  std::int64_t received_mos = 0;  // hundredths: 441 is 4.41
  std::int64_t packets_sent = 0;
  std::int64_t packets_sent_lost = 0;
  std::int64_t sent_jitter_us = 0;
  std::int64_t sent_mos = 0;
  std::int64_t round_trip_us = 0;
};

struct Call {
  std::string sid;  // CA…
  std::string account_sid;
  std::string parent_call_sid;
  std::string to;
  std::string from;
  std::string phone_number_sid;
  std::string status;     // queued ringing in-progress completed busy failed no-answer canceled
  std::string direction;  // inbound outbound-api outbound-dial
  std::string forwarded_from;
  std::string caller_name;
  Millis date_created = 0;
  Millis date_updated = 0;
  Millis start_time = 0;  // ringing or dialling began
  Millis answer_time = 0;
  Millis end_time = 0;
  CallQuality quality;  // once it has ended
};

// What must be done about a call even after a crash; written together with its record.
struct CallTrail {
  std::string snapshot;  // of an open call: all that ending it asks for, in the ledger's own words; empty: it has ended
  std::vector<DueCallback> due;
};

// A call that a crash left open.
struct OpenCall {
  Call call;
  std::string snapshot;
};

struct CallFilter {
  std::string to;
  std::string from;
  std::string status;
  std::string parent_call_sid;
  Millis start_time_from = 0;   // inclusive, 0: open
  Millis start_time_until = 0;  // exclusive, 0: open
  Millis end_time_from = 0;
  Millis end_time_until = 0;
};

class Calls : public Records<Call, CallFilter> {
 public:
  // Inserts or replaces.
  virtual Task<Result<void>> save(Call call, CallTrail trail) = 0;
  // Its children, and what is known of them but for what they recorded, go with it. False if there is none or if
  // another account owns it.
  virtual Task<Result<bool>> remove(std::string account_sid, std::string sid) = 0;
  // What a crash left open.
  virtual Task<Result<std::vector<OpenCall>>> open() = 0;
  // Of those that were answered and have ended, made from `from` on and before `until`.
  virtual Task<Result<std::vector<Usage>>> used(std::string account_sid, Millis from, Millis until) = 0;
};

}  // namespace ringback::store
