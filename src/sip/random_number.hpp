#pragma once

#include <cstdint>

#include "base/deadlines.hpp"

namespace ringback::sip {

// Each of 0 … bound-1 alike. `bound` is not 0.
std::uint32_t random_below(std::uint32_t bound);

// A whole number of 10 ms units between both, ends included (RFC 3261 section 14.1).
Duration random_between(Duration least, Duration most);

}  // namespace ringback::sip
