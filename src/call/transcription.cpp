#include "call/transcription.hpp"

namespace ringback::call {

std::optional<Event> begin_transcription(const Facts& call, const RecordingFacts& recording) {
  if (recording.transcription_sid.empty()) return std::nullopt;
  Event event{.kind = Event::Kind::transcription, .call = call, .recording = recording};
  event.transcription = TranscriptionFacts{.sid = recording.transcription_sid,
                                           .started_ms = recording.started_ms + recording.duration * 1000};
  if (!recording.transcribe_callback.empty()) event.promised = {{.url = recording.transcribe_callback}};
  return event;
}

}  // namespace ringback::call
