#pragma once

#include <cstddef>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

// What is kept for a time alone: events of calls, and notifications.
class Expiry {
 public:
  virtual ~Expiry() = default;

  // Removes at most so many of each that are older than `before`, the oldest first; how many there were. A piece at a
  // time: what calls write waits no longer than one takes.
  virtual Task<Result<std::size_t>> remove(Millis before, std::size_t at_most) = 0;
};

}  // namespace ringback::store
