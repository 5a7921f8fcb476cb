#pragma once

#include <optional>
#include <string>

#include "base/async.hpp"
#include "call/queue_pickup.hpp"
#include "call/queue_place.hpp"
#include "twiml/script.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// What a caller in a queue hears while nobody has taken it.
struct QueueHold {
  std::optional<std::string> url;  // absolute; nothing: our own music; empty: silence
  std::string method = "POST";
};

// Plays it, over and over. Resumes when its document leaves the queue, fails or ends the call: `end` tells which.
Task<void> hold(Execution& on, const call::QueuePlace& place, QueueHold what, Script::End& end);

// Runs the document of whoever has taken the caller, before both are joined.
Task<void> introduce(Execution& on, const call::QueuePlace& place, const call::QueuePickup& pickup);

}  // namespace ringback::twiml
