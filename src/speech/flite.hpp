#pragma once

#include "base/workers.hpp"
#include "speech/options.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// English speech in this process, by flite. It works on one thread of its own: flite counts the references of what its
// voices share without a lock, so two threads may not speak at once. A second of speech takes about 0.1 s.
class Flite final : public TextToSpeech {
 public:
  explicit Flite(Options options);

  Task<Result<Spoken>> say(Utterance utterance) override;

 private:
  const Options options_;
  Workers workers_;
};

}  // namespace ringback::speech
