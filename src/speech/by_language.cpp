#include "speech/by_language.hpp"

#include <utility>

#include "base/text.hpp"
#include "speech/languages.hpp"

namespace ringback::speech {
namespace {

bool is_english(std::string_view language) {
  return iequals(language.substr(0, language.find('-')), "en");
}

}  // namespace

Task<Result<Spoken>> ByLanguage::say(Utterance utterance) {
  if (utterance.voice.empty()) utterance.voice = default_voice_;
  const auto language = language_of_voice(utterance.voice);
  if (!language.empty()) utterance.language = language;
  // Its own voices were asked for by name.
  const bool flite = utterance.voice.starts_with("flite.");
  if (!flite && !is_english(utterance.language) && others_.speaks(utterance.language)) {
    auto spoken = co_await others_.say(std::move(utterance));
    co_return spoken;
  }
  auto spoken = co_await english_.say(std::move(utterance));
  co_return spoken;
}

}  // namespace ringback::speech
