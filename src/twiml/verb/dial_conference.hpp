#pragma once

#include <memory>

#include "twiml/verb/dial_attributes.hpp"

namespace ringback::twiml {

class Verb;

// The <Dial> of a <Conference>; nothing if it dials something else. A conference stands alone: what else is dialled is
// left out (13000).
std::unique_ptr<Verb> parse_dial_conference(const Element& dial, const DialAttributes& attributes, Warnings& warnings);

}  // namespace ringback::twiml
