#pragma once

#include <memory>
#include <optional>
#include <string>

#include "call/recording.hpp"
#include "twiml/verb/action_at_end.hpp"
#include "twiml/verb/recording_attributes.hpp"

namespace ringback::twiml {

// The attributes of a <Dial> that record it.
struct DialRecordingAttributes {
  enum class From { never, answer, ringing };
  From from = From::never;
  bool dual = false;
  std::string track = "both";
  RecordingAttributes recording;
};

DialRecordingAttributes parse_dial_recording(Attributes& attributes, Warnings& warnings);

// The recording of one <Dial>: the caller is its first channel, whoever is dialled the second. Ends with its owner at
// the latest.
class DialRecording {
 public:
  DialRecording(const DialRecordingAttributes& attributes, Execution& on) : attributes_(attributes), on_(on) {}

  void ringing() { start_if(DialRecordingAttributes::From::ringing); }
  void answered() { start_if(DialRecordingAttributes::From::answer); }
  void stop();

  // What of it outlives the dial; nothing if nothing was recorded.
  using Outcome = std::shared_ptr<call::Recording::Outcome>;
  Outcome outcome() const { return recording_ ? recording_->outcome() : nullptr; }
  // What an action says of it, once its file is complete.
  static Task<Parameters> told(Outcome outcome);
  // The same for a dial that is cut short.
  ActionAtEnd::Later told_later() const {
    return [outcome = outcome()] { return told(outcome); };
  }

 private:
  void start_if(DialRecordingAttributes::From moment);

  const DialRecordingAttributes& attributes_;
  Execution& on_;
  std::optional<call::Recording> recording_;
};

}  // namespace ringback::twiml
