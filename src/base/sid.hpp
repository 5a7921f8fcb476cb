#pragma once

#include <string>
#include <string_view>

namespace ringback {

// A new identifier: two letters and 32 lower-case hex digits of 128 random bits (`CA…`, `AC…`).
std::string make_sid(std::string_view prefix);

// Whether `text` has the form of a SID with that prefix. Upper-case hex is accepted, as in paths of the REST API.
bool is_sid(std::string_view text, std::string_view prefix);

// `bytes` random bytes from the kernel as lower-case hex: tokens, tags, ICE passwords.
std::string random_hex(std::size_t bytes);

// A random UUID, version 4 (RFC 9562 section 5.4).
std::string random_uuid();

}  // namespace ringback
