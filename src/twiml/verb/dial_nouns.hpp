#pragma once

#include <string>
#include <vector>

#include "base/text.hpp"
#include "call/leg.hpp"
#include "twiml/attributes.hpp"

namespace ringback::twiml {

// Whom a <Dial> rings.
struct DialNoun {
  call::Target::Kind kind = call::Target::Kind::number;
  std::string text;       // number as written, or identity
  Parameters parameters;  // of a <Client>
};

// The nouns of a <Dial>, or its own text as a number. At most ten (13250).
std::vector<DialNoun> parse_dial_nouns(const Element& dial, Warnings& warnings);

}  // namespace ringback::twiml
