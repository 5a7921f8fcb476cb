#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "call/conference_event.hpp"

namespace ringback::ledger {

// What of an event of a conference outlives the program: all but the Auth Token.
std::string to_text(const call::ConferenceEvent& event);
// Nothing if the text is of no conference.
std::optional<call::ConferenceEvent> parse_conference_event(std::string_view text);

}  // namespace ringback::ledger
