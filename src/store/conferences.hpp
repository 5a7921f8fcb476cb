#pragma once

#include <string>
#include <vector>

#include "store/collection.hpp"
#include "store/due_callbacks.hpp"

namespace ringback::store {

// A room, while it runs and after. Who is in it is known to the rooms alone.
struct Conference {
  std::string sid;  // CF…
  std::string account_sid;
  std::string friendly_name;
  std::string status;  // init in-progress completed
  std::string reason_ended;
  std::string call_sid_ending;
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string snapshot;  // while it runs: all that ending it asks for, in the ledger's own words
};

struct ConferenceFilter {
  std::string friendly_name{};
  std::string status{};
  Millis created_from = 0;   // inclusive, 0: open
  Millis created_until = 0;  // exclusive, 0: open
  Millis updated_from = 0;
  Millis updated_until = 0;
};

class Conferences : public Records<Conference, ConferenceFilter> {
 public:
  // Inserts or replaces, with the callbacks that are due about it.
  virtual Task<Result<void>> save(Conference conference, std::vector<DueCallback> due) = 0;
  // What a crash left open.
  virtual Task<Result<std::vector<Conference>>> open() = 0;
};

}  // namespace ringback::store
