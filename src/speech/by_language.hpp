#pragma once

#include "speech/espeak.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// English by one engine, and what the other has by the other. A voice whose name says what it speaks is believed.
// Control thread.
class ByLanguage final : public TextToSpeech {
 public:
  ByLanguage(TextToSpeech& english, Espeak& others, std::string default_voice)
      : english_(english), others_(others), default_voice_(std::move(default_voice)) {}

  Task<Result<Spoken>> say(Utterance utterance) override;

 private:
  TextToSpeech& english_;
  Espeak& others_;
  const std::string default_voice_;
};

}  // namespace ringback::speech
