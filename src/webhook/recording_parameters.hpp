#pragma once

#include "base/text.hpp"
#include "call/journal.hpp"

namespace ringback::webhook {

// What a recording's status callback says (docs/recordings.md): all of it, there are no standard parameters.
Parameters recording_parameters(const call::Facts& call, const call::RecordingFacts& recording);

}  // namespace ringback::webhook
