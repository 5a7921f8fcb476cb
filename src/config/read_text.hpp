#pragma once

#include <string_view>

#include "config/node.hpp"
#include "config/type.hpp"

namespace ringback::config {

// What a variable or a flag says, as the file would have said it. Text that doesn't have the form becomes a node that
// no key takes.
Node read_text(const Form& form, std::string_view text);

}  // namespace ringback::config
