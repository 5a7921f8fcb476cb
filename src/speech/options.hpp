#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace ringback::speech {

struct Options {
  std::string default_voice = "man";
  std::string espeak = "/usr/bin/espeak-ng";  // says what is not English; empty or not there: nobody does
  std::size_t cache_bytes = 64U << 20U;       // of prompts that were made: 32 kB a second
  std::size_t max_waiting = 200;              // prompts that wait to be made; one more fails with 20503
  std::size_t max_text_bytes = 4096;          // of one prompt, as Twilio's basic voices
  std::chrono::seconds max_length{600};       // of the sound; what is beyond is cut
  std::chrono::milliseconds max_time{10000};  // from the question to the answer; 20503 if it takes longer
};

// Of speech to text.
struct RecognitionOptions {
  enum class Engine { pocketsphinx, http, none };
  Engine engine = Engine::pocketsphinx;
  std::string url;                                                // http: where the sound is sent
  std::string model_dir = "/usr/share/pocketsphinx/model/en-us";  // pocketsphinx
  std::size_t max_at_once = 4;  // callers that are listened to; so many more wait, others fail with 20503
  std::chrono::milliseconds max_time{15'000};  // http: for the answer
};

}  // namespace ringback::speech
