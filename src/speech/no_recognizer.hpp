#pragma once

#include "speech/speech_to_text.hpp"

namespace ringback::speech {

// Where no engine is configured.
class NoRecognizer final : public SpeechToText {
 public:
  bool configured() const override { return false; }
  Task<Result<Transcript>> recognize(Request) override {
    co_return Error{13340, "speech recognition: none is configured"};
  }
};

}  // namespace ringback::speech
