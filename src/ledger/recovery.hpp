#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/async.hpp"
#include "base/result.hpp"
#include "call/conference_event.hpp"
#include "call/journal.hpp"
#include "ledger/tables.hpp"
#include "store/accounts.hpp"
#include "store/signs_of_life.hpp"

namespace ringback::ledger {

struct Recovered {
  int calls = 0;  // that were up
  int conferences = 0;
  int recordings = 0;      // that ran
  int transcriptions = 0;  // that were under way
  int callbacks = 0;       // that the application may not have heard
};

// How long the file of a recording is that a crash left; zero if there is none.
using MeasureRecording = std::function<std::chrono::milliseconds(const std::string& sid)>;

// Where it is found.
struct Remains {
  Tables tables;
  store::Accounts& accounts;
  store::SignsOfLife& signs_of_life;
};

// After a crash, before calls are served. Calls that were up end with the last sign of life as their end: in-progress
// becomes completed, the rest failed, each with a notification 20500 and its status callback, through `ledger`.
// Recordings that ran are completed as far as they go, conferences too: all have left. Transcriptions are begun again.
// What the application may not have been told is said (again) through `callbacks`. Fails with what the store says.
struct Recipients {
  call::Journal& ledger;
  call::Journal& callbacks;
  call::ConferenceJournal& conference_ledger;
  call::ConferenceJournal& conference_callbacks;
};
Task<Result<Recovered>> recover(Remains remains, Recipients to, MeasureRecording measure);

}  // namespace ringback::ledger
