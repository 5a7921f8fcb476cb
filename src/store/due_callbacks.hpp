#pragma once

#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

// A callback that an event of a call asks for, until the application has been told. The text is the ledger's own.
struct DueCallback {
  std::string sid;
  std::string call_sid;
  std::string event;
  Millis date_created = 0;
};

// Most are saved together with the record that they are about.
class DueCallbacks {
 public:
  virtual ~DueCallbacks() = default;

  // Oldest first.
  virtual Task<Result<std::vector<DueCallback>>> list() = 0;
  virtual Task<Result<void>> add(DueCallback due) = 0;
  virtual Task<Result<void>> remove(std::string sid) = 0;
};

}  // namespace ringback::store
