#pragma once

#include <string>
#include <string_view>

namespace ringback::kit {

// As encodeURIComponent does it (ECMA-262 section 19.2.6.4): `A-Za-z0-9-_.!~*'()` stay, every other byte becomes %XX.
std::string encode_component(std::string_view text);

// Undoes it; `+` becomes a blank too, as other languages' libraries write it. A malformed escape stays as it is.
std::string decode_component(std::string_view text);

}  // namespace ringback::kit
