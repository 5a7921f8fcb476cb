#pragma once

#include "base/workers.hpp"
#include "speech/options.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// Many languages, by the program espeak-ng: a process a prompt, two at a time. A second of speech takes about 0.01 s.
class Espeak final : public TextToSpeech {
 public:
  explicit Espeak(Options options);

  // Whether the program is there and has a voice for that language.
  bool speaks(const std::string& language) const;
  // Of a language that it speaks.
  Task<Result<Spoken>> say(Utterance utterance) override;

 private:
  const Options options_;
  const bool installed_;
  Workers workers_;
};

}  // namespace ringback::speech
