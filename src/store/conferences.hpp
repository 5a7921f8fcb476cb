#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/page.hpp"

namespace ringback::store {

struct ConferenceFilter {
  std::string friendly_name{};
  std::string status{};
  Millis created_from = 0;   // inclusive, 0: open
  Millis created_until = 0;  // exclusive, 0: open
  Millis updated_from = 0;
  Millis updated_until = 0;
};

// The records of conferences. As Store in all else.
class Conferences {
 public:
  virtual ~Conferences() = default;
  virtual Task<Result<std::optional<Conference>>> conference(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<Rows<Conference>>> conferences(std::string account_sid, ConferenceFilter filter, Page page) = 0;
  // Inserts or replaces, with the callbacks that are due about it.
  virtual Task<Result<void>> save(Conference conference, std::vector<DueCallback> due) = 0;
  // That a callback is due, and that it is due no more.
  virtual Task<Result<void>> add_due(DueCallback due) = 0;
  virtual Task<Result<void>> told(std::string due_sid) = 0;
  // What a crash leaves behind.
  virtual Task<Result<std::vector<Conference>>> open_conferences() = 0;
};

}  // namespace ringback::store
