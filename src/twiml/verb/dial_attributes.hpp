#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "twiml/attributes.hpp"
#include "twiml/verb/dial_recording.hpp"

namespace ringback::twiml {

// How a <Dial> is to go.
struct DialAttributes {
  std::optional<std::string> action;
  std::string method = "POST";
  std::chrono::seconds timeout{30};
  std::chrono::seconds time_limit{14400};
  std::optional<std::string> caller_id;
  bool answer_on_bridge = false;
  bool hangup_on_star = false;
  bool sequential = false;
  std::optional<std::string> ring_tone;
  DialRecordingAttributes recording;
};

DialAttributes parse_dial_attributes(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
