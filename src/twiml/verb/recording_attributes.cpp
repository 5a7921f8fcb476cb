#include "twiml/verb/recording_attributes.hpp"

#include <algorithm>
#include <array>

namespace ringback::twiml {
namespace {

constexpr std::array<std::string_view, 3> known_events = {"in-progress", "completed", "absent"};

bool is_trim(std::string_view value) {
  return value == "trim-silence" || value == "do-not-trim";
}

// Parted by blanks. What is none of them is left out with a warning; none at all is the default.
std::string parse_events(std::string_view given, Warnings& warnings) {
  std::string out;
  while (!given.empty()) {
    const auto event = given.substr(0, given.find(' '));
    given.remove_prefix(std::min(event.size() + 1, given.size()));
    if (event.empty()) continue;
    if (std::find(known_events.begin(), known_events.end(), event) == known_events.end()) {
      warnings.push_back({13621, "recordingStatusCallbackEvent: invalid value " + std::string(event.substr(0, 100))});
      continue;
    }
    out.append(out.empty() ? "" : " ").append(event);
  }
  return out.empty() ? "completed" : out;
}

}  // namespace

bool is_track(std::string_view text) {
  return text == "inbound" || text == "outbound" || text == "both";
}

RecordingAttributes parse_recording_attributes(Attributes& attributes, Warnings& warnings, bool trim_by_default,
                                               RecordingCodes codes) {
  RecordingAttributes out;
  const auto trim = attributes.text("trim", is_trim, codes.trim);
  out.trim_silence = trim ? *trim == "trim-silence" : trim_by_default;
  out.callback = attributes.text("recordingStatusCallback").value_or("");
  out.method = attributes.method("recordingStatusCallbackMethod", codes.method);
  out.events = parse_events(attributes.text("recordingStatusCallbackEvent").value_or(""), warnings);
  return out;
}

void RecordingAttributes::apply(const Execution& on, call::RecordingOrder& order) const {
  order.trim_silence = trim_silence;
  order.events = events;
  if (callback.empty()) return;
  const auto url = webhook::resolve_url(on.document_url, callback);
  if (url) {
    order.callback = {.url = *url, .method = method};
  } else {
    on.warn(13256, "recordingStatusCallback: " + url.error().message);
  }
}

Parameters recording_parameters(const call::RecordingFacts& recording) {
  return {{"RecordingDuration", std::to_string(recording.duration)},
          {"RecordingSid", recording.sid},
          {"RecordingUrl", recording.url}};
}

}  // namespace ringback::twiml
