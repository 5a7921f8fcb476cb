#pragma once

#include <memory>

#include "base/async.hpp"
#include "call/call.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// Runs the document of a noun on the party that has answered, before it is joined with the caller. Resumes when the
// document has come to its end or the party is gone. A cancellation ends the document too.
Task<void> whisper(Services& services, std::shared_ptr<call::Call> party, webhook::Request request);

}  // namespace ringback::twiml
