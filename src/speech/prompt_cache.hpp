#pragma once

#include "base/lru_cache.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// Keeps what an engine said, so that a greeting is made once. Control thread.
class PromptCache final : public TextToSpeech {
 public:
  PromptCache(TextToSpeech& engine, std::size_t max_bytes) : engine_(engine), prompts_(max_bytes) {}

  Task<Result<Spoken>> say(Utterance utterance) override;
  std::size_t bytes() const { return prompts_.bytes(); }

 private:
  TextToSpeech& engine_;
  LruCache<Spoken> prompts_;
};

}  // namespace ringback::speech
