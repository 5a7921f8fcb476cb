#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ringback {

// Names and values in the order in which they came or are to be sent; names may repeat.
using Parameters = std::vector<std::pair<std::string, std::string>>;

// The value of the last parameter called `name`, or nullptr. Names are case-sensitive.
const std::string* find(const Parameters& parameters, std::string_view name);

std::string_view trim(std::string_view text);
std::string lower(std::string_view text);
bool iequals(std::string_view a, std::string_view b);

// Percent-encoding (RFC 3986 section 2.1): all but unreserved characters become %XX; blanks become %20.
std::string percent_encode(std::string_view text);
// A malformed escape stays as it is.
std::string percent_decode(std::string_view text);

// application/x-www-form-urlencoded, `+` decodes to a blank, blanks encode to %20.
std::string form_encode(const Parameters& parameters);
Parameters form_decode(std::string_view body);

// A URL as it may be shown: without `user:password@` (RFC 3986 section 3.2.1).
std::string without_userinfo(std::string_view url);

std::string base64_encode(std::string_view bytes);
std::string to_hex(std::string_view bytes);

// RFC 2822 date in GMT: `Fri, 20 Aug 2010 01:13:42 +0000`.
std::string rfc2822(std::int64_t unix_seconds);

// Compares in a time that depends on the lengths alone, for secrets.
bool equal_constant_time(std::string_view a, std::string_view b);

}  // namespace ringback
