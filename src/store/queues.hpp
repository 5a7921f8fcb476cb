#pragma once

#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

// A queue of callers. Who waits in it is known to the rooms alone.
struct Queue {
  std::string sid;  // QU…
  std::string account_sid;
  std::string friendly_name;
  int max_size = 0;
  Millis date_created = 0;
  Millis date_updated = 0;
};

// The queues that are to be there after a restart.
class Queues {
 public:
  virtual ~Queues() = default;

  virtual Task<Result<std::vector<Queue>>> all() = 0;
  // Inserts or replaces.
  virtual Task<Result<void>> save(Queue queue) = 0;
  virtual Task<Result<void>> remove(std::string sid) = 0;
};

}  // namespace ringback::store
