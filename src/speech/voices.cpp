#include "speech/voices.hpp"

#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "speech/languages.hpp"

namespace ringback::speech {
namespace {

constexpr std::array<std::pair<std::string_view, Voice>, 8> own_names = {{
    {"man", Voice::rms},
    {"woman", Voice::slt},
    {"alice", Voice::slt},
    {"flite.awb", Voice::awb},
    {"flite.kal", Voice::kal},
    {"flite.kal16", Voice::kal16},
    {"flite.rms", Voice::rms},
    {"flite.slt", Voice::slt},
}};

std::optional<Voice> own_voice(std::string_view name) {
  for (const auto& [known, voice] : own_names) {
    if (iequals(name, known)) return voice;
  }
  return std::nullopt;
}

// Another server's voice is stood for by one of ours that sounds as near as may be.
std::optional<Voice> stand_in(std::string_view name, std::string_view language) {
  if (name.starts_with("Google.")) return Voice::slt;
  if (!name.starts_with("Polly.")) return std::nullopt;
  if (!is_man(name)) return Voice::slt;
  return lower(language) == "en-gb" ? Voice::awb : Voice::rms;
}

bool is_english(std::string_view language) {
  return iequals(language.substr(0, language.find('-')), "en");
}

}  // namespace

Choice choose_voice(std::string_view name, std::string_view language, std::string_view otherwise) {
  Choice choice;
  if (!language.empty() && !is_english(language)) {
    choice.warnings.push_back({13512, "no installed voice speaks " + std::string(language.substr(0, 40)) +
                                          ": an English one reads the text"});
  }
  if (name.empty()) name = otherwise;
  auto voice = own_voice(name);
  if (!voice) voice = stand_in(name, language);
  if (!voice) {
    choice.warnings.push_back({13511, "no such voice: " + std::string(name.substr(0, 60))});
    voice = own_voice(otherwise);
  }
  choice.voice = voice.value_or(Voice::rms);
  return choice;
}

}  // namespace ringback::speech
