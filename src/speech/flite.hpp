#pragma once

#include <chrono>
#include <string>

#include "base/workers.hpp"
#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// English speech in this process, by flite. It works on one thread of its own: flite counts the references of what its
// voices share without a lock, so two threads may not speak at once. A second of speech takes about 0.1 s.
class Flite final : public TextToSpeech {
 public:
  struct Options {
    std::string default_voice = "man";
    std::size_t max_waiting = 200;              // prompts that wait to be made; one more fails with 20503
    std::size_t max_text_bytes = 4096;          // of one prompt, as Twilio's basic voices
    std::chrono::seconds max_length{600};       // of the sound; what is beyond is cut
    std::chrono::milliseconds max_time{10000};  // from the question to the answer; 20503 if it takes longer
  };
  explicit Flite(Options options);

  Task<Result<Spoken>> say(Utterance utterance) override;

 private:
  const Options options_;
  Workers workers_;
};

}  // namespace ringback::speech
