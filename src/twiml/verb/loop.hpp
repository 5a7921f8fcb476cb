#pragma once

#include "twiml/attributes.hpp"

namespace ringback::twiml {

// The `loop` of a sound: 0 is for ever, which is a thousand times. `code` warns of anything else.
inline int parse_loop(Attributes& attributes, int code) {
  constexpr int most = 1000;
  const int times = attributes.integer("loop", 1, {0, most}, code);
  return times == 0 ? most : times;
}

}  // namespace ringback::twiml
