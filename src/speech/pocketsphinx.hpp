#pragma once

#include "base/workers.hpp"
#include "speech/options.hpp"
#include "speech/speech_to_text.hpp"

namespace ringback::speech {

// English in this process: hints are found as soon as they are said; other answers are taken as dictation, which is as
// good as a small model of words can be and takes about as long as it was spoken. Each caller has a thread.
class Pocketsphinx final : public SpeechToText {
 public:
  explicit Pocketsphinx(RecognitionOptions options);

  Task<Result<Transcript>> recognize(Request request) override;

 private:
  const RecognitionOptions options_;
  Workers workers_;
};

}  // namespace ringback::speech
