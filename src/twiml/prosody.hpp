#pragma once

#include "speech/text_to_speech.hpp"
#include "twiml/attributes.hpp"

namespace ringback::twiml {

// What <prosody> and <emphasis> make of the prosody around them. A bad value is a warning (12200), and changes nothing.
speech::Prosody read_prosody(const Element& element, const speech::Prosody& around, Warnings& warnings);
speech::Prosody read_emphasis(const Element& element, const speech::Prosody& around, Warnings& warnings);

}  // namespace ringback::twiml
