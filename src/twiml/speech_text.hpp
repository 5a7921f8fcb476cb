#pragma once

#include <string>
#include <vector>

#include "speech/text_to_speech.hpp"
#include "twiml/attributes.hpp"
#include "twiml/element.hpp"

namespace ringback::twiml {

// The text of a <Say> and of the SSML in it (docs/play-and-say.md lists what is heard). Of what is not heard as it was
// meant, the text is said, with a warning (12200). `language` is that of what no <lang> marks.
std::vector<speech::Piece> read_speech(const Element& say, const std::string& language, Warnings& warnings);

}  // namespace ringback::twiml
