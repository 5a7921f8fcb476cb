#include <algorithm>

#include "call/call.hpp"
#include "speech/text_to_speech.hpp"
#include "twiml/speech_text.hpp"
#include "twiml/verb/loop.hpp"
#include "twiml/verb/verbs.hpp"

namespace ringback::twiml {
namespace {

class Say final : public Verb {
 public:
  Say(speech::Utterance utterance, int times) : utterance_(std::move(utterance)), times_(times) {}

  Task<Step> run(Execution& on) override {
    on.call.answer();
    const auto spoken = co_await on.services.speech.say(utterance_);
    if (!spoken) {
      on.warn(spoken.error().code, spoken.error().message);
      co_return Step::next();
    }
    for (const Error& warning : spoken->warnings) on.warn(warning.code, warning.message);
    co_await on.play(spoken->clip, times_);
    co_return Step::next();
  }

 private:
  speech::Utterance utterance_;
  int times_;
};

}  // namespace

std::unique_ptr<Verb> parse_say(const Element& element, Warnings& warnings) {
  Attributes attributes(element, warnings);
  speech::Utterance utterance;
  utterance.voice = attributes.text("voice").value_or("");
  utterance.language = attributes.text("language").value_or("en-US");
  const int times = parse_loop(attributes, 13510);
  attributes.finish();
  utterance.pieces = read_speech(element, utterance.language, warnings);
  return std::make_unique<Say>(std::move(utterance), times);
}

}  // namespace ringback::twiml
