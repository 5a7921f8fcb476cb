#pragma once

#include <vector>

#include "base/async.hpp"
#include "call/dial.hpp"
#include "twiml/verb.hpp"
#include "twiml/verb/dial_attributes.hpp"
#include "twiml/verb/dial_nouns.hpp"

namespace ringback::twiml {

// A party to ring, and the noun that it comes from.
struct DialParty {
  call::Dial::Party party;
  const DialNoun* noun = nullptr;
};

// Those of `nouns` that can be rung. A number or a caller ID that can't be used is a notice (13223, 13214 …).
Task<std::vector<DialParty>> resolve_parties(const Execution& on, const DialAttributes& attributes,
                                             const std::vector<DialNoun>& nouns);

}  // namespace ringback::twiml
