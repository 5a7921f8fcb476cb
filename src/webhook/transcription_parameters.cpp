#include "webhook/transcription_parameters.hpp"

namespace ringback::webhook {

Parameters transcription_parameters(const call::RecordingFacts& recording,
                                    const call::TranscriptionFacts& transcription) {
  return {
      {"RecordingSid", recording.sid},
      {"RecordingUrl", recording.url},
      {"TranscriptionSid", transcription.sid},
      {"TranscriptionStatus", transcription.status},
      {"TranscriptionText", transcription.text},
      {"TranscriptionUrl", recording.url + "/Transcriptions/" + transcription.sid},
  };
}

}  // namespace ringback::webhook
