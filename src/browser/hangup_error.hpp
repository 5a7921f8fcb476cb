#pragma once

#include "base/result.hpp"
#include "call/cause.hpp"

namespace ringback::browser {

// What a page is told when its outgoing call is refused. Code 0: a plain end.
Error refusal_error(call::Cause cause);

// What it is told when a call ends that had begun: failures of the server only.
Error hangup_error(call::Cause cause);

}  // namespace ringback::browser
