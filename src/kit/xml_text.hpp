#pragma once

#include <string>
#include <string_view>

namespace ringback::kit {

// Appends `text` so that it can stand in an element or, in double quotes, in an attribute, and is read back as it is.
// What is no UTF-8 or no XML 1.0 character (section 2.2) becomes U+FFFD.
void append_escaped(std::string& xml, std::string_view text);

}  // namespace ringback::kit
