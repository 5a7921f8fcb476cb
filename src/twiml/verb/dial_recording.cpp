#include "twiml/verb/dial_recording.hpp"

#include <algorithm>
#include <array>

#include "call/call.hpp"

namespace ringback::twiml {
namespace {

using From = DialRecordingAttributes::From;

struct Value {
  std::string_view text;
  From from;
  bool dual;
};
constexpr std::array<Value, 7> values = {{
    {"do-not-record", From::never, false},
    {"false", From::never, false},
    {"true", From::answer, false},
    {"record-from-answer", From::answer, false},
    {"record-from-answer-dual", From::answer, true},
    {"record-from-ringing", From::ringing, false},
    {"record-from-ringing-dual", From::ringing, true},
}};

bool is_value(std::string_view text) {
  return std::any_of(values.begin(), values.end(), [text](const Value& value) { return value.text == text; });
}

}  // namespace

DialRecordingAttributes parse_dial_recording(Attributes& attributes, Warnings& warnings) {
  DialRecordingAttributes out;
  const auto given = attributes.text("record", is_value, 13217).value_or("do-not-record");
  for (const Value& value : values) {
    if (value.text != given) continue;
    out.from = value.from;
    out.dual = value.dual;
  }
  out.track = attributes.text("recordingTrack", is_track, 12200).value_or("both");
  out.recording = parse_recording_attributes(attributes, warnings, false, {.method = 13210, .trim = 12200});
  return out;
}

void DialRecording::start_if(From moment) {
  if (attributes_.from != moment || recording_ || !on_.call.leg()) return;
  call::RecordingOrder order{.source = "DialVerb",
                             .track = attributes_.track,
                             .channels = call::RecordingOrder::channels_of(attributes_.track, attributes_.dual)};
  attributes_.recording.apply(on_, order);
  recording_.emplace(on_.services.recordings, on_.call, std::move(order));
}

void DialRecording::stop() {
  if (recording_) recording_->stop();
}

Task<Parameters> DialRecording::told(Outcome outcome) {
  if (!outcome) co_return Parameters();
  co_await call::Recording::Outcome::wait(outcome);
  co_return recording_parameters(outcome->facts());
}

}  // namespace ringback::twiml
