#pragma once

#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/records.hpp"

namespace ringback::store {

// The queues that are to be there after a restart. As Store in all else.
class Queues {
 public:
  virtual ~Queues() = default;
  virtual Task<Result<std::vector<Queue>>> all() = 0;
  virtual Task<Result<void>> save(Queue queue) = 0;  // inserts or replaces
  virtual Task<Result<void>> remove(std::string sid) = 0;
};

}  // namespace ringback::store
