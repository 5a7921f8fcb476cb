#include "speech/by_language.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "speech/languages.hpp"
#include "speech/resample.hpp"

namespace ringback::speech {
namespace {

bool is_english(std::string_view language) {
  return iequals(language.substr(0, language.find('-')), "en");
}

// One utterance for each run of pieces in the same language.
std::vector<Utterance> split_by_language(Utterance whole) {
  std::vector<Utterance> runs;
  for (Piece& piece : whole.pieces) {
    const std::string language = piece.language.empty() ? whole.language : std::exchange(piece.language, "");
    if (runs.empty() || runs.back().language != language) {
      runs.push_back({.pieces = {}, .voice = whole.voice, .language = language});
    }
    runs.back().pieces.push_back(std::move(piece));
  }
  return runs;
}

std::size_t bytes_of(const Utterance& utterance) {
  std::size_t bytes = 0;
  for (const Piece& piece : utterance.pieces) bytes += piece.text.size();
  return bytes;
}

SharedClip join(const std::vector<SharedClip>& clips) {
  auto out = std::make_shared<Clip>();
  for (const auto& clip : clips) out->sample_rate = std::max(out->sample_rate, clip->sample_rate);
  for (const auto& clip : clips) {
    const bool same = clip->sample_rate == out->sample_rate;
    const auto samples = same ? clip->samples : resample(clip->samples, clip->sample_rate, out->sample_rate);
    out->samples.insert(out->samples.end(), samples.begin(), samples.end());
  }
  return out;
}

}  // namespace

ByLanguage::ByLanguage(TextToSpeech& english, Espeak& others, Options options)
    : english_(english), others_(others), options_(std::move(options)), joiner_(1, options_.max_waiting) {}

Task<Result<Spoken>> ByLanguage::say(Utterance utterance) {
  if (utterance.voice.empty()) utterance.voice = options_.default_voice;
  const auto language = language_of_voice(utterance.voice);
  if (!language.empty()) utterance.language = language;
  if (bytes_of(utterance) > options_.max_text_bytes) {
    co_return Error{13521, "the text is longer than " + std::to_string(options_.max_text_bytes) + " characters"};
  }
  auto runs = split_by_language(std::move(utterance));
  if (runs.size() > max_runs) co_return Error{13521, "the text changes its language too often"};
  Error nothing{13520, "the text has nothing that can be said"};
  std::vector<SharedClip> clips;
  std::vector<Error> warnings;
  for (Utterance& run : runs) {
    auto spoken = co_await say_run(std::move(run));
    if (!spoken) {
      // What has nothing to say, as the blanks between two languages, is left out.
      if (spoken.error().code != nothing.code) co_return spoken.error();
      nothing = spoken.error();
      continue;
    }
    clips.push_back(std::move(spoken->clip));
    warnings.insert(warnings.end(), spoken->warnings.begin(), spoken->warnings.end());
  }
  if (clips.empty()) co_return nothing;
  if (clips.size() == 1) co_return Spoken{std::move(clips.front()), std::move(warnings)};
  std::function<Result<SharedClip>(std::stop_token)> work = [clips = std::move(clips)](const std::stop_token&) {
    return Result<SharedClip>(join(clips));
  };
  auto joined = co_await joiner_.run<SharedClip>(std::move(work));
  if (!joined) co_return joined.error();
  co_return Spoken{std::move(*joined), std::move(warnings)};
}

Task<Result<Spoken>> ByLanguage::say_run(Utterance utterance) {
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
