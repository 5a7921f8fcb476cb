#pragma once

#include <string>
#include <vector>

#include "speech/text_to_speech.hpp"

namespace ringback::speech {

// The pieces as one document for an engine that reads SSML. No text in it is markup, or phonemes of espeak-ng's.
std::string to_ssml(const std::vector<Piece>& pieces);

}  // namespace ringback::speech
