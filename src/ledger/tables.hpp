#pragma once

#include "store/calls.hpp"
#include "store/conferences.hpp"
#include "store/due_callbacks.hpp"
#include "store/notifications.hpp"
#include "store/recordings.hpp"
#include "store/store.hpp"
#include "store/transcriptions.hpp"

namespace ringback::ledger {

// What the ledger keeps of the store.
struct Tables {
  store::Calls& calls;
  store::Conferences& conferences;
  store::Recordings& recordings;
  store::Transcriptions& transcriptions;
  store::Notifications& notifications;
  store::DueCallbacks& due_callbacks;
};

inline Tables tables_of(store::Store& store) {
  return {store.calls(),          store.conferences(),   store.recordings(),
          store.transcriptions(), store.notifications(), store.due_callbacks()};
}

}  // namespace ringback::ledger
