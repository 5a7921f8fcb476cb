#pragma once

#include <vector>

#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// For tests of the rooms above: remembers what it was to say and gives a second of silence for each letter.
struct FakeSpeech final : TextToSpeech {
  std::vector<Utterance> said;
  std::vector<Error> warnings;
  Error failure;  // if its message is set, nothing is said

  Task<Result<Spoken>> say(Utterance utterance) override {
    said.push_back(utterance);
    if (!failure.message.empty()) co_return failure;
    auto clip = std::make_shared<Clip>();
    for (const Piece& piece : utterance.pieces) clip->samples.resize(clip->samples.size() + 8000 * piece.text.size());
    co_return Spoken{std::move(clip), warnings};
  }
  // Its text, pieces joined by a bar.
  std::string last_text() const {
    std::string out;
    if (said.empty()) return out;
    for (const Piece& piece : said.back().pieces) out += (out.empty() ? "" : "|") + piece.text;
    return out;
  }
};

}  // namespace ringback::speech
