#pragma once

#include <memory>

#include "twiml/attributes.hpp"
#include "twiml/verb.hpp"
#include "twiml/verb/dial_attributes.hpp"

namespace ringback::twiml {

// A <Dial> whose noun is <Queue>: takes the caller at its head.
std::unique_ptr<Verb> parse_dial_queue(const Element& dial, const Element& queue, DialAttributes attributes,
                                       Warnings& warnings);

}  // namespace ringback::twiml
