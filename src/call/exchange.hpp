#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "call/leg.hpp"

namespace ringback::call {

// Where targets are to be reached. Implemented by routing over the doors and the store.
class Exchange {
 public:
  virtual ~Exchange() = default;
  // As Door::make.
  virtual Result<std::vector<std::unique_ptr<Leg>>> dial(const Target& target) = 0;
  // Whether the account owns that number (E.164) or has verified it.
  virtual Task<bool> may_use_caller_id(std::string account_sid, std::string number) = 0;
};

}  // namespace ringback::call
