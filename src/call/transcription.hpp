#pragma once

#include <optional>

#include "call/journal.hpp"

namespace ringback::call {

// What begins the transcription of a recording that is over, if one is wanted: whom to tell is promised.
std::optional<Event> begin_transcription(const Facts& call, const RecordingFacts& recording);

}  // namespace ringback::call
