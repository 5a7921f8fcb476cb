#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/clip.hpp"
#include "base/result.hpp"

namespace ringback::speech {

// How a run of text is said, as SSML's <prosody> has it.
struct Prosody {
  int rate = 100;  // percent of the voice's own
  int pitch = 0;   // percent above the voice's own
  int volume = 0;  // dB above the voice's own

  bool operator==(const Prosody&) const = default;
};

// A run of text and the silence that follows it. Either may be missing.
struct Piece {
  std::string text;  // UTF-8
  std::chrono::milliseconds pause{};
  Prosody prosody = {};
  std::string language = {};  // BCP 47; empty: the utterance's

  bool operator==(const Piece&) const = default;
};

// What is to be said, and by whom: the names that `<Say>` knows (docs/play-and-say.md).
struct Utterance {
  std::vector<Piece> pieces;
  std::string voice = {};          // empty: the default
  std::string language = "en-US";  // BCP 47
};

struct Spoken {
  SharedClip clip;
  std::vector<Error> warnings;  // what could not be said as it was asked for; `code` is Twilio's
};

// Turns text into sound. Control thread; the work is done elsewhere.
class TextToSpeech {
 public:
  virtual ~TextToSpeech() = default;
  // Fails with 13520 (nothing that can be said), 13521 (more text than a prompt may have) or 20503 (too busy). Throws
  // operation_aborted when the awaiting coroutine is cancelled.
  virtual Task<Result<Spoken>> say(Utterance utterance) = 0;
};

}  // namespace ringback::speech
