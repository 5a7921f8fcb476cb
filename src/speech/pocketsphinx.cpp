#include "speech/pocketsphinx.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "speech/doubler.hpp"
#include "speech/hint_grammar.hpp"
#include "speech/sphinx_decoder.hpp"

namespace ringback::speech {
namespace {

// How sure a hint is the engine doesn't say: it was the likeliest among hints and other answers, or among hints alone.
constexpr double sure = 0.9;
constexpr double unsure = 0.3;
// Half a second: how much is heard between two looks at whether anybody still waits.
constexpr std::size_t part = 8000;

// Made when a thread first needs it, and kept: it lives as long as the thread.
Result<SphinxDecoder*> decoder_of_this_thread(const std::string& model_dir) {
  thread_local std::unique_ptr<SphinxDecoder> decoder;
  if (!decoder) {
    auto opened = SphinxDecoder::open(model_dir);
    if (!opened) return opened.error();
    decoder = std::move(*opened);
  }
  return decoder.get();
}

// One caller's answer. On a worker's thread.
class Recognition {
 public:
  Recognition(SphinxDecoder& decoder, const SpeechToText::Request& request, const std::stop_token& stop)
      : decoder_(decoder),
        request_(request),
        stop_(stop),
        grammar_(request.hints, [&decoder](const std::string& word) { return decoder.knows(word); }) {}

  Result<Transcript> run() {
    Transcript out = grammar_.empty() ? dictate() : find_hint();
    for (const std::string& hint : grammar_.left_out()) {
      out.warnings.push_back({13330, "a hint has words that the engine doesn't know: " + hint});
    }
    if (request_.profanity_filter.value_or(false)) {
      out.warnings.push_back({13333, "profanityFilter: the engine filters nothing"});
    }
    return out;
  }

 private:
  // While it is spoken.
  Transcript dictate() {
    if (!decoder_.expect_anything()) return {};
    decoder_.begin();
    while (const auto sound = request_.sound->read(stop_)) {
      hear_in_parts(doubler_.hear(*sound));
      tell(decoder_.heard());
    }
    decoder_.end();
    return {.text = decoder_.heard(), .confidence = decoder_.confidence()};
  }

  // While it is spoken, the likeliest hint; afterwards, whether it is one at all.
  Transcript find_hint() {
    if (!decoder_.expect_grammar(grammar_.hints())) return dictate();
    std::vector<std::int16_t> all;
    decoder_.begin();
    while (const auto sound = request_.sound->read(stop_)) {
      const auto doubled = doubler_.hear(*sound);
      decoder_.hear(doubled);
      tell(grammar_.hint(decoder_.heard()));
      all.insert(all.end(), doubled.begin(), doubled.end());
    }
    decoder_.end();
    const auto hint = grammar_.hint(decoder_.heard());
    const bool good = !hint.empty() && decoder_.expect_grammar(grammar_.hints_and_others());
    if (good && grammar_.hint(hear_again(all)) == hint) return {.text = hint, .confidence = sure};
    auto dictated = decoder_.expect_anything() ? dictation(all) : Transcript();
    if (hint.empty() || dictated.confidence > unsure) return dictated;
    return {.text = hint, .confidence = unsure};
  }

  std::string hear_again(std::span<const std::int16_t> sound) {
    decoder_.begin();
    hear_in_parts(sound);
    decoder_.end();
    return decoder_.heard();
  }

  void hear_in_parts(std::span<const std::int16_t> sound) {
    for (; !sound.empty() && !stop_.stop_requested(); sound = sound.subspan(std::min(part, sound.size()))) {
      decoder_.hear(sound.first(std::min(part, sound.size())));
    }
  }

  Transcript dictation(std::span<const std::int16_t> sound) {
    auto text = hear_again(sound);
    return {.text = std::move(text), .confidence = decoder_.confidence()};
  }

  void tell(const std::string& text) const {
    if (request_.on_partial && !text.empty()) request_.on_partial(text);
  }

  SphinxDecoder& decoder_;
  const SpeechToText::Request& request_;
  const std::stop_token& stop_;
  const HintGrammar grammar_;
  Doubler doubler_;
};

bool is_english(std::string_view language) {
  return iequals(language.substr(0, language.find('-')), "en");
}

}  // namespace

Pocketsphinx::Pocketsphinx(RecognitionOptions options)
    : options_(std::move(options)), workers_(static_cast<unsigned>(options_.max_at_once), options_.max_at_once) {}

Task<Result<Transcript>> Pocketsphinx::recognize(Request request) {
  const Caller caller(*this);
  const std::string language = request.language;
  std::function<Result<Transcript>(std::stop_token)> work =
      [request = std::move(request),
       model_dir = options_.model_dir](const std::stop_token& stop) -> Result<Transcript> {
    const auto decoder = decoder_of_this_thread(model_dir);
    if (!decoder) return decoder.error();
    return Recognition(**decoder, request, stop).run();
  };
  auto transcript = co_await workers_.run<Transcript>(std::move(work));
  if (transcript && !is_english(language)) {
    transcript->warnings.push_back({13331, "the engine knows no " + language + ": it listened for English"});
  }
  co_return transcript;
}

}  // namespace ringback::speech
