#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace ringback::speech {

struct Options {
  std::string default_voice = "man";
  std::size_t cache_bytes = 64U << 20U;       // of prompts that were made: 32 kB a second
  std::size_t max_waiting = 200;              // prompts that wait to be made; one more fails with 20503
  std::size_t max_text_bytes = 4096;          // of one prompt, as Twilio's basic voices
  std::chrono::seconds max_length{600};       // of the sound; what is beyond is cut
  std::chrono::milliseconds max_time{10000};  // from the question to the answer; 20503 if it takes longer
};

}  // namespace ringback::speech
