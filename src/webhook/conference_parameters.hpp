#pragma once

#include "base/text.hpp"
#include "call/conference_event.hpp"

namespace ringback::webhook {

// What a conference's status callback says (docs/conference.md): all of it, there are no standard parameters.
Parameters conference_parameters(const call::ConferenceEvent& event);

}  // namespace ringback::webhook
