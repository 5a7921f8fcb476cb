#pragma once

#include "call/recording.hpp"
#include "twiml/attributes.hpp"
#include "twiml/verb.hpp"

namespace ringback::twiml {

// The attributes that every verb has which records: `trim` and `recordingStatusCallback` with its method and events.
struct RecordingAttributes {
  bool trim_silence = false;
  std::string callback;  // as the document has it; empty: none
  std::string method = "POST";
  std::string events = "completed";

  // Puts them into an order; the URL as it is seen from the document. An unusable one is a warning (13256).
  void apply(const Execution& on, call::RecordingOrder& order) const;
};

// The codes are those of the verb, for a bad method and a bad `trim`.
struct RecordingCodes {
  int method;
  int trim;
};
// The values of a track: inbound, outbound, both.
bool is_track(std::string_view text);
RecordingAttributes parse_recording_attributes(Attributes& attributes, Warnings& warnings, bool trim_by_default,
                                               RecordingCodes codes);

// What an action says of a recording that is complete.
Parameters recording_parameters(const call::RecordingFacts& recording);

}  // namespace ringback::twiml
