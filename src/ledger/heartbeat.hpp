#pragma once

#include <chrono>

#include "base/async.hpp"

namespace ringback {
class Deadlines;
}
namespace ringback::store {
class SignsOfLife;
}

namespace ringback::ledger {

inline constexpr std::chrono::seconds heartbeat_interval{5};

// Writes a sign of life into the store, at once and every few seconds, until it is cancelled: after a crash it is when
// the calls ended that were up.
Task<void> heartbeat(store::SignsOfLife& signs, Deadlines& deadlines);

}  // namespace ringback::ledger
