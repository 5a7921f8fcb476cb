#include "twiml/verb/gather_attributes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.hpp"

namespace ringback::twiml {
namespace {

using std::chrono::seconds;

constexpr Attributes::Range seconds_range{1, 14400};
constexpr Attributes::Range speech_seconds_range{1, 60};
constexpr Attributes::Range digits_range{1, 1000};
constexpr std::string_view finish_keys = "0123456789*#";
constexpr std::size_t max_hints = 500;
constexpr std::size_t max_hint_letters = 100;

constexpr std::array<std::string_view, 5> models = {"default", "numbers_and_commands", "phone_call",
                                                    "experimental_conversations", "experimental_utterances"};

bool is_input(std::string_view text) {
  return text == "dtmf" || text == "speech" || text == "dtmf speech" || text == "speech dtmf";
}

bool is_finish_key(std::string_view text) {
  return text.empty() || (text.size() == 1 && finish_keys.find(text.front()) != std::string_view::npos);
}

bool is_language(std::string_view text) {
  const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; };
  return text.size() >= 2 && text.size() <= 35 && std::all_of(text.begin(), text.end(), fits);
}

bool is_model(std::string_view text) {
  return std::find(models.begin(), models.end(), text) != models.end() || text.starts_with("googlev2_") ||
         text.starts_with("deepgram_nova-");
}

bool is_auto(const std::optional<std::string>& text) {
  return text && *text == "auto";
}

// The letters of UTF-8: what is not in the middle of one.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

std::vector<std::string> split_hints(std::string_view list, Warnings& warnings) {
  std::vector<std::string> out;
  bool dropped = false;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    const auto hint = trim(list.substr(0, comma));
    list.remove_prefix(std::min(list.size(), comma + 1));
    if (hint.empty()) continue;
    const bool fits = out.size() < max_hints && letters(hint) <= max_hint_letters;
    dropped = dropped || !fits;
    if (fits) out.emplace_back(hint);
  }
  if (dropped)
    warnings.push_back({13330, "<Gather> hints: at most 500 of at most 100 letters; the others are left out"});
  return out;
}

std::optional<char> parse_finish_key(Attributes& attributes) {
  const auto given = attributes.text("finishOnKey");
  // One key is one thing, more than one another: the product has a code for each.
  const int code = given && given->size() > 1 ? 13311 : 13310;
  const auto key = attributes.text("finishOnKey", is_finish_key, code);
  if (!key) return '#';
  return key->empty() ? std::nullopt : std::optional(key->front());
}

// `auto` of a `timeout` is its default.
seconds parse_timeout(Attributes& attributes) {
  if (is_auto(attributes.text("timeout"))) return seconds(5);
  return seconds(attributes.integer("timeout", 5, seconds_range, 13313));
}

std::optional<seconds> parse_end_silence(Attributes& attributes, seconds timeout) {
  if (is_auto(attributes.text("speechTimeout"))) return std::nullopt;
  const auto otherwise = static_cast<int>(timeout.count());
  return seconds(attributes.integer("speechTimeout", otherwise, seconds_range, 13327));
}

// Every engine has one model; the names that the product knows are taken, and choose nothing.
void check_model(Attributes& attributes, Warnings& warnings) {
  const auto model = attributes.text("speechModel", is_model, 13334);
  if (model == "default" && is_auto(attributes.text("speechTimeout"))) {
    warnings.push_back({13335, "<Gather> speechTimeout: auto can't be used with the model default"});
  }
  (void)attributes.boolean("enhanced", false, 13334);
  attributes.without_effect("debug");
}

SpeechAttributes parse_speech(Attributes& attributes, seconds timeout, Warnings& warnings) {
  SpeechAttributes out;
  out.language = attributes.text("language", is_language, 13331).value_or(out.language);
  out.hints = split_hints(attributes.text("hints").value_or(""), warnings);
  out.end_silence = parse_end_silence(attributes, timeout);
  out.longest = seconds(attributes.integer("maxSpeechTime", 60, speech_seconds_range, 13328));
  out.profanity_filter = attributes.boolean("profanityFilter", true, 13333);
  out.partial_result_url = attributes.text("partialResultCallback");
  if (out.partial_result_url && out.partial_result_url->empty()) out.partial_result_url.reset();
  out.partial_result_method = attributes.method("partialResultCallbackMethod", 13329);
  check_model(attributes, warnings);
  return out;
}

}  // namespace

GatherAttributes parse_gather_attributes(const Element& gather, Warnings& warnings) {
  Attributes attributes(gather, warnings);
  GatherAttributes out;
  out.action = attributes.text("action");
  out.method = attributes.method("method", 13312);
  const std::string input = attributes.text("input", is_input, 13326).value_or("dtmf");
  out.dtmf = input != "speech";
  out.timeout = parse_timeout(attributes);
  out.num_digits = static_cast<std::size_t>(attributes.integer("numDigits", 0, digits_range, 13314));
  out.finish_on_key = parse_finish_key(attributes);
  out.action_on_empty_result = attributes.boolean("actionOnEmptyResult", false, 13338);
  out.barge_in = attributes.boolean("bargeIn", true, 13332);
  auto speech = parse_speech(attributes, out.timeout, warnings);
  if (input != "dtmf") out.speech = std::move(speech);
  attributes.finish();
  return out;
}

}  // namespace ringback::twiml
