#pragma once

#include <chrono>

#include "base/async.hpp"

namespace ringback {
class Deadlines;
}
namespace ringback::store {
class Expiry;
}

namespace ringback::ledger {

inline constexpr std::chrono::minutes expiry_interval{10};

// Removes what is older than `age` from the store, in small pieces, at once and every few minutes, until it is
// cancelled.
Task<void> expire(store::Expiry& expiry, Deadlines& deadlines, std::chrono::hours age);

}  // namespace ringback::ledger
