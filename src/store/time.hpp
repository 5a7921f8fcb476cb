#pragma once

#include <cstdint>

namespace ringback::store {

// Unix milliseconds in UTC; 0 means "not yet".
using Millis = std::int64_t;

}  // namespace ringback::store
