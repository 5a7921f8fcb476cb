#pragma once

#include "base/async.hpp"
#include "base/result.hpp"
#include "call/journal.hpp"
#include "store/store.hpp"

namespace ringback::ledger {

struct Recovered {
  int calls = 0;      // that were up
  int callbacks = 0;  // that the application may not have heard
};

// After a crash, before calls are served. Calls that were up end with the last sign of life as their end: in-progress
// becomes completed, the rest failed, each with a notification 20500 and its status callback, through `ledger`. What
// the application may not have been told is said (again) through `callbacks`. Fails with what the store says.
Task<Result<Recovered>> recover(store::Store& store, call::Journal& ledger, call::Journal& callbacks);

}  // namespace ringback::ledger
