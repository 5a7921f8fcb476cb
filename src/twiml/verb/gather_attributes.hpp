#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "twiml/attributes.hpp"

namespace ringback::twiml {

// How a <Gather> listens to speech.
struct SpeechAttributes {
  std::string language = "en-US";  // BCP 47
  std::vector<std::string> hints;
  std::optional<std::chrono::seconds> end_silence;  // speechTimeout; unset: the first pause ends it
  std::chrono::seconds longest{60};                 // maxSpeechTime
  std::optional<bool> profanity_filter;
  std::optional<std::string> partial_result_url;
  std::string partial_result_method;
};

struct GatherAttributes {
  std::optional<std::string> action;  // unset: the document itself
  std::string method;
  bool dtmf = true;
  std::optional<SpeechAttributes> speech;  // unset: it doesn't listen to speech
  std::chrono::seconds timeout{5};
  std::size_t num_digits = 0;  // 0: any number
  std::optional<char> finish_on_key = '#';
  bool action_on_empty_result = false;
  bool barge_in = true;
};

// docs/twiml.md has what each may be, and the warnings.
GatherAttributes parse_gather_attributes(const Element& gather, Warnings& warnings);

}  // namespace ringback::twiml
