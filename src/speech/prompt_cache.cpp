#include "speech/prompt_cache.hpp"

namespace ringback::speech {
namespace {

// Two utterances that differ have different names: no part of one holds a zero byte, as XML allows none.
std::string name_of(const Utterance& utterance) {
  std::string name = utterance.voice + '\0' + utterance.language;
  for (const Piece& piece : utterance.pieces) {
    const auto& [rate, pitch, volume] = piece.prosody;
    name += '\0' + piece.text + '\0' + std::to_string(piece.pause.count()) + '\0' + std::to_string(rate) + '\0' +
            std::to_string(pitch) + '\0' + std::to_string(volume) + '\0' + piece.language;
  }
  return name;
}

}  // namespace

Task<Result<Spoken>> PromptCache::say(Utterance utterance) {
  const std::string name = name_of(utterance);
  if (const Spoken* known = prompts_.find(name)) co_return *known;
  auto spoken = co_await engine_.say(std::move(utterance));
  if (spoken) prompts_.put(name, *spoken, spoken->clip->bytes() + name.size());
  co_return spoken;
}

}  // namespace ringback::speech
