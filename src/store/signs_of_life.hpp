#pragma once

#include <optional>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

// When a program on this store last lived: after a crash, when its calls ended.
class SignsOfLife {
 public:
  virtual ~SignsOfLife() = default;

  virtual Task<Result<void>> leave(Millis now) = 0;
  virtual Task<Result<std::optional<Millis>>> last() = 0;
};

}  // namespace ringback::store
