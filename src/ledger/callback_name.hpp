#pragma once

#include <algorithm>
#include <string>

#include "base/sid.hpp"

namespace ringback::ledger {

// Of a callback's place in the store, which gives those of one millisecond back in the order of their names.
inline std::string callback_name(int sequence) {
  const std::string place = std::to_string(sequence);
  return std::string(8 - std::min<std::size_t>(place.size(), 8), '0') + place + '-' + random_hex(12);
}

}  // namespace ringback::ledger
