#pragma once

#include "base/workers.hpp"
#include "speech/espeak.hpp"
#include "speech/options.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// English by one engine, and what the other has by the other. A voice whose name says what it speaks is believed, but
// for what is marked as another language: each run of one language is said by itself. More than `max_runs` are 13521.
// Control thread.
class ByLanguage final : public TextToSpeech {
 public:
  ByLanguage(TextToSpeech& english, Espeak& others, Options options);

  static constexpr std::size_t max_runs = 32;

  Task<Result<Spoken>> say(Utterance utterance) override;

 private:
  Task<Result<Spoken>> say_run(Utterance utterance);

  TextToSpeech& english_;
  Espeak& others_;
  const Options options_;
  Workers joiner_;  // of the runs' sound
};

}  // namespace ringback::speech
