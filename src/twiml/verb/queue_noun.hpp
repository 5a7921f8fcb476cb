#pragma once

#include <optional>
#include <string>

#include "twiml/attributes.hpp"

namespace ringback::twiml {

// The <Queue> of a <Dial>.
struct QueueNoun {
  bool usable = true;  // false: it can't be dialled, which has been said
  std::string name;
  std::optional<std::string> url;  // of what the caller hears before both are joined
  std::string method = "POST";
};

QueueNoun parse_queue_noun(const Element& queue, Warnings& warnings);

}  // namespace ringback::twiml
