#include "twiml/verb/gather_listening.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <utility>

#include "base/deadlines.hpp"
#include "call/speech_cutter.hpp"
#include "twiml/verb/digit_entry.hpp"
#include "twiml/verb/partial_results.hpp"

namespace ringback::twiml {
namespace asio = boost::asio;
namespace {

// The pause that ends an answer with speechTimeout="auto".
constexpr std::chrono::seconds first_pause{1};

std::string to_text(double value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.7f", std::clamp(value, 0.0, 1.0));
  return text.data();
}

}  // namespace

GatherListening::GatherListening(const Execution& on, const GatherAttributes& attributes, Executor control)
    : on_(on),
      attributes_(attributes),
      control_(std::move(control)),
      digits_(on.call, [this](char key) { on_key(key); }) {}

Task<GatherAnswer> GatherListening::run(GatherPrompts& prompts) {
  if (attributes_.barge_in) listen_for_speech();
  co_await prompting_.run(prompts.run(on_));
  if (!attributes_.barge_in) listen_for_speech();
  auto heard = co_await next();
  if (heard && !heard->key) {
    const GatherAnswer spoken = co_await recognize();
    if (!heard_->empty()) heard = co_await next();
    if (!heard || !heard->key) co_return spoken;
  }
  tap_.reset();
  if (!heard) co_return no_answer();
  const GatherAnswer typed = co_await type(*heard->key);
  co_return typed;
}

GatherAnswer GatherListening::no_answer() const {
  if (!attributes_.dtmf) return {.parameters = {{"SpeechResult", ""}}};
  return {.parameters = {{"Digits", ""}, {"FinishedOnKey", ""}}};
}

void GatherListening::on_key(char key) {
  if (!attributes_.dtmf || understood_) return;
  heard_->push({key});
  prompting_.interrupt();
  // What sounded like speech were the key's own tones: nobody has said a word yet.
  recognizing_.interrupt();
}

void GatherListening::on_speech() {
  heard_->push({std::nullopt});
  prompting_.interrupt();
}

void GatherListening::listen_for_speech() {
  if (!attributes_.speech) return;
  sound_ = std::make_shared<speech::SoundStream>();
  const std::function<void()> begun = [this, alive = std::weak_ptr(heard_)] {
    if (!alive.expired()) on_speech();
  };
  const call::SpeechCutter::Limits limits{attributes_.speech->end_silence.value_or(first_pause),
                                          attributes_.speech->longest};
  // On the taps' thread.
  call::SpeechCutter::Handlers handlers{
      .begun = [control = control_, begun] { asio::post(control, begun); },
      .sound = [sound = sound_](std::span<const std::int16_t> samples) { sound->write(samples); },
      .ended = [sound = sound_] { sound->close(); },
  };
  auto cutter = std::make_shared<call::SpeechCutter>(limits, std::move(handlers));
  tap_ = on_.call.leg()->session().tap(std::move(cutter));
}

Task<std::optional<GatherListening::Heard>> GatherListening::next() {
  Deadlines& deadlines = on_.services.deadlines;
  const auto heard = co_await heard_->receive_until(deadlines, deadlines.now() + attributes_.timeout);
  co_return heard;
}

// Each key gives the caller time for the next.
Task<GatherAnswer> GatherListening::type(char first) {
  DigitEntry entry(attributes_.finish_on_key, attributes_.num_digits);
  for (std::optional<Heard> heard{{first}}; heard;) {
    if (heard->key) entry.add(*heard->key);
    if (entry.complete()) break;
    heard = co_await next();
  }
  GatherAnswer answer{.empty = entry.digits().empty()};
  answer.parameters = {{"Digits", entry.digits()}, {"FinishedOnKey", entry.finished_on_key()}};
  co_return answer;
}

// Until the silence behind what is said, or a key.
Task<GatherAnswer> GatherListening::recognize() {
  GatherAnswer answer = no_answer();
  std::optional<Result<speech::Transcript>> transcript;
  co_await recognizing_.run(listen(transcript));
  tap_.reset();
  if (!transcript) co_return answer;
  if (!*transcript) {
    on_.error((*transcript).error(), "");
    co_return answer;
  }
  const speech::Transcript& said = **transcript;
  for (const Error& warning : said.warnings) on_.warn(warning.code, warning.message);
  answer.empty = said.text.empty();
  if (!answer.empty) answer.parameters = {{"SpeechResult", said.text}, {"Confidence", to_text(said.confidence)}};
  co_return answer;
}

Task<void> GatherListening::listen(std::optional<Result<speech::Transcript>>& out) {
  auto transcript = co_await on_.services.recognizer.recognize(request());
  understood_ = true;
  out.emplace(std::move(transcript));
}

speech::SpeechToText::Request GatherListening::request() {
  const SpeechAttributes& speech = *attributes_.speech;
  const std::function<void(const std::string&)> understood = [this, alive = std::weak_ptr(heard_),
                                                              results = partial_results()](const std::string& text) {
    if (alive.expired()) return;
    understood_ = true;
    if (results) results->tell(text);
  };
  return {.sound = sound_,
          .language = speech.language,
          .hints = speech.hints,
          .profanity_filter = speech.profanity_filter,
          .on_partial = [control = control_, understood](const std::string& text) {
            asio::post(control, [understood, text] { understood(text); });
          }};
}

std::shared_ptr<PartialResults> GatherListening::partial_results() const {
  const SpeechAttributes& speech = *attributes_.speech;
  const std::string url = speech.partial_result_url ? on_.resolve(*speech.partial_result_url) : "";
  if (url.empty()) return nullptr;
  return std::make_shared<PartialResults>(on_.services.requests, on_.call.facts(),
                                          webhook::Request{.url = url, .method = speech.partial_result_method},
                                          control_);
}

}  // namespace ringback::twiml
