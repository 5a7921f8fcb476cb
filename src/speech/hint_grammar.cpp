#include "speech/hint_grammar.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

#include "base/text.hpp"
#include "speech/plain_text.hpp"

namespace ringback::speech {
namespace {

constexpr std::array<std::string_view, 28> other_phrases = {
    "goodbye",   "maybe",      "operator",     "nothing",          "something",  "really",           "sorry",
    "thank you", "one more",   "i don't know", "what did you say", "never mind", "another question", "information",
    "excuse me", "one moment", "what is that", "i want to",        "i need",     "can you hear me",  "seven",
    "eleven",    "somewhere",  "tomorrow",     "connect me",       "understand", "number",           "good morning"};

// Small letters and apostrophes, one blank between words.
std::string to_words(std::string_view text) {
  std::string out;
  for (const char c : lower(to_readable(text))) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '\'') {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return std::string(trim(out));
}

bool knows_all(const std::string& phrase, const std::function<bool(const std::string&)>& knows) {
  std::istringstream words(phrase);
  for (std::string word; words >> word;) {
    if (!knows(word)) return false;
  }
  return !phrase.empty();
}

}  // namespace

HintGrammar::HintGrammar(const std::vector<std::string>& hints, const std::function<bool(const std::string&)>& knows) {
  for (const std::string& hint : hints) {
    auto phrase = to_words(hint);
    if (knows_all(phrase, knows)) {
      phrases_.emplace_back(std::move(phrase), hint);
    } else {
      left_out_.push_back(hint);
    }
  }
}

std::string HintGrammar::hints() const {
  return grammar("<hint>");
}

std::string HintGrammar::hints_and_others() const {
  std::string others;
  for (const std::string_view phrase : other_phrases) {
    if (hint(phrase).empty()) others += (others.empty() ? "" : " | ") + std::string(phrase);
  }
  return grammar("<hint> | <other>") + " <other> = " + others + ";";
}

std::string HintGrammar::grammar(const std::string& answer) const {
  std::string phrases;
  for (const auto& [phrase, written] : phrases_) phrases += (phrases.empty() ? "" : " | ") + phrase;
  return "#JSGF V1.0; grammar answers; public <answer> = " + answer + "; <hint> = " + phrases + ";";
}

std::string HintGrammar::hint(std::string_view heard) const {
  const auto found =
      std::find_if(phrases_.begin(), phrases_.end(), [&](const auto& known) { return known.first == heard; });
  return found == phrases_.end() ? "" : found->second;
}

}  // namespace ringback::speech
