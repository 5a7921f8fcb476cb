#pragma once

#include <string>
#include <string_view>

namespace ringback {

// The text with U+FFFD for every byte that is no part of a well-formed character (RFC 3629): JSON must be UTF-8, and
// what a SIP peer puts into its From header need not be.
std::string repair_utf8(std::string_view text);

}  // namespace ringback
