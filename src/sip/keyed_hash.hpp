#pragma once

#include <string>
#include <string_view>

namespace ringback::sip {

// HMAC-SHA-256 as 64 hex digits: what only this process can make, from what everybody sees.
std::string keyed_hash(std::string_view key, std::string_view text);

}  // namespace ringback::sip
