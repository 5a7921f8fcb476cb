#pragma once

#include <optional>
#include <string>

#include "call/conference.hpp"
#include "twiml/attributes.hpp"
#include "twiml/verb/recording_attributes.hpp"

namespace ringback::twiml {

// A <Conference>, as it stands in the document.
struct ConferenceAttributes {
  call::ConferenceOrder order;  // its URLs may be relative, and it neither waits nor records
  bool record = false;
  RecordingAttributes recording;
  // What is heard until the conference starts: nothing given, our music; empty, silence.
  std::optional<std::string> wait_url;
  std::string wait_method = "POST";
};

ConferenceAttributes parse_conference(const Element& element, Warnings& warnings);

}  // namespace ringback::twiml
