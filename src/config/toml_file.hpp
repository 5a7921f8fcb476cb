#pragma once

#include <string_view>

#include "base/result.hpp"
#include "config/node.hpp"

namespace ringback::config {

// The tree of a TOML text. Fails with the parser's words; the error's code is the line.
Result<Table> parse_toml(std::string_view text);

}  // namespace ringback::config
