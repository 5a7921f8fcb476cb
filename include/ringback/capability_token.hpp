#pragma once

#include <ringback/voice_token.hpp>
#include <variant>

namespace ringback::kit {

// The JWT (HS256, keyed with the Auth Token) that a page hands to the SDK, good for `ttl_seconds` from
// `now` (Unix seconds). No server is asked. Empty if `account_sid` or `auth_token` is.
std::string make_capability_token(std::string_view account_sid, std::string_view auth_token,
                                  const Capabilities& capabilities, std::int64_t now, int ttl_seconds = 3600);

// Only HS256 is taken, whatever the token's header says.
std::variant<VerifiedToken, TokenFault> verify_capability_token(std::string_view jwt, std::string_view auth_token,
                                                                std::int64_t now);

}  // namespace ringback::kit
