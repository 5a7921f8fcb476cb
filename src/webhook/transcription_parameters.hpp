#pragma once

#include "base/text.hpp"
#include "call/journal.hpp"

namespace ringback::webhook {

// What a transcribeCallback says beside the standard parameters.
Parameters transcription_parameters(const call::RecordingFacts& recording,
                                    const call::TranscriptionFacts& transcription);

}  // namespace ringback::webhook
