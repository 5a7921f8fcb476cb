#include "speech/languages.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace ringback::speech {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Amazon's voices by what they speak, English aside.
constexpr std::array<Pair, 33> polly = {{
    {"ar-AE", "Hala Zayd"},
    {"arb", "Zeina"},
    {"ca-ES", "Arlet"},
    {"cmn-CN", "Zhiyu"},
    {"cs-CZ", "Jitka"},
    {"cy-GB", "Gwyneth"},
    {"da-DK", "Mads Naja Sofie"},
    {"de-AT", "Hannah"},
    {"de-CH", "Sabrina"},
    {"de-DE", "Daniel Hans Marlene Vicki"},
    {"es-ES", "Alba Conchita Enrique Lucia Raul Sergio"},
    {"es-MX", "Andres Mia"},
    {"es-US", "Lupe Miguel Pedro Penelope"},
    {"fi-FI", "Suvi"},
    {"fr-BE", "Isabelle"},
    {"fr-CA", "Chantal Gabrielle Liam"},
    {"fr-FR", "Celine Lea Mathieu Remi"},
    {"hi-IN", "Aditi"},
    {"is-IS", "Dora Karl"},
    {"it-IT", "Adriano Beatrice Bianca Carla Giorgio Lorenzo"},
    {"ja-JP", "Kazuha Mizuki Takumi Tomoko"},
    {"ko-KR", "Jihye Seoyeon"},
    {"nb-NO", "Ida Liv"},
    {"nl-BE", "Lisa"},
    {"nl-NL", "Laura Lotte Ruben"},
    {"pl-PL", "Ewa Jacek Jan Maja Ola"},
    {"pt-BR", "Camila Ricardo Thiago Vitoria"},
    {"pt-PT", "Cristiano Ines"},
    {"ro-RO", "Carmen"},
    {"ru-RU", "Maxim Tatyana"},
    {"sv-SE", "Astrid Elin"},
    {"tr-TR", "Burcu Filiz"},
    {"yue-CN", "Hiujin"},
}};

// Men among the names that Amazon gives its voices; whoever isn't here is a woman or a child.
constexpr std::string_view polly_men =
    " Adriano Andres Arthur Brian Cristiano Daniel Enrique Geraint Giorgio Gregory Hans Jacek Jan Jerry Jihun Joey Karl"
    " Laurent Liam Lorenzo Mads Mathieu Matthew Maxim Miguel Patrick Pedro Raul Remi Ricardo Ruben Russell Sergio "
    "Stephen"
    " Takumi Thiago Justin Kevin Zayd ";

// Languages that espeak-ng has under another name than their own, or in several forms.
constexpr std::array<Pair, 18> espeak_names = {{
    {"arb", "ar"},
    {"cmn-cn", "cmn"},
    {"es-es", "es"},
    {"fr-be", "fr-be"},
    {"fr-ch", "fr-ch"},
    {"fr", "fr-fr"},
    {"no", "nb"},
    {"no-no", "nb"},
    {"nn-no", "nb"},
    {"pt-br", "pt-br"},
    {"pt-pt", "pt"},
    {"yue-cn", "yue"},
    {"zh", "cmn"},
    {"zh-cn", "cmn"},
    {"zh-hk", "yue"},
    {"zh-tw", "cmn"},
    {"es", "es"},
    {"yue-hk", "yue"},
}};

// The others, by the first part of their name.
constexpr std::string_view espeak_languages =
    " af am ar as az be bg bn bs ca cs cy da de el et eu fa fi ga gd gu he hi hr hu hy id is it ja ka kk kn ko ku ky "
    "la lb lt"
    " lv mk ml mr ms mt my nb ne nl or pa pl ro ru sd si sk sl sq sr sv sw ta te th tk tr tt uk ur uz vi yue ";

bool has_word(std::string_view list, std::string_view word) {
  if (word.empty() || word.find(' ') != std::string_view::npos) return false;
  const std::string framed = " " + std::string(word) + " ";
  return (" " + std::string(list) + " ").find(framed) != std::string::npos;
}

// `Hans` of `Polly.Hans-Neural`.
std::string_view speaker(std::string_view voice) {
  voice.remove_prefix(std::min(voice.size(), voice.find('.') + 1));
  return voice.substr(0, voice.find('-'));
}

// `de-DE` of `Google.de-DE-Standard-A`.
std::string google_language(std::string_view voice) {
  voice.remove_prefix(voice.find('.') + 1);
  const auto first = voice.find('-');
  if (first == std::string_view::npos) return {};
  return std::string(voice.substr(0, voice.find('-', first + 1)));
}

}  // namespace

std::string language_of_voice(std::string_view voice) {
  if (voice.starts_with("Google.")) return google_language(voice);
  if (!voice.starts_with("Polly.")) return {};
  const auto found =
      std::find_if(polly.begin(), polly.end(), [&](const auto& row) { return has_word(row.second, speaker(voice)); });
  return found == polly.end() ? "" : std::string(found->first);
}

bool is_man(std::string_view voice) {
  if (voice.empty() || iequals(voice, "man")) return true;
  return voice.starts_with("Polly.") && has_word(polly_men, speaker(voice));
}

std::string espeak_voice(std::string_view language) {
  const std::string name = lower(language);
  for (const auto& [product, espeak] : espeak_names) {
    if (product == name) return std::string(espeak);
  }
  if (name.starts_with("es-")) return "es-419";
  if (name.starts_with("fr-")) return "fr-fr";
  const auto first = name.substr(0, name.find('-'));
  return has_word(espeak_languages, first) ? first : "";
}

}  // namespace ringback::speech
