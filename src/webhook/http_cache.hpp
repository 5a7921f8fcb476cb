#pragma once

#include <optional>
#include <string_view>

#include "base/deadlines.hpp"
#include "http/message.hpp"

// How long an answer may be used again, by HTTP's rules (RFC 9111) for a private cache: an account's own. It guesses no
// freshness: without an explicit one each use asks the origin whether the copy still holds.
namespace ringback::webhook {

struct CachePolicy {
  bool store = true;
  WallTime fresh_until;  // used without a question until then
};

// Of an answer with status 200 or 304.
CachePolicy cache_policy(const http::Headers& headers, WallTime requested, WallTime received);

// The three forms of RFC 9110 section 5.6.7; nothing if it is no date.
std::optional<WallTime> parse_http_date(std::string_view text);

}  // namespace ringback::webhook
