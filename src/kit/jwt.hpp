#pragma once

#include <jwt.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ringback/voice_token.hpp"

// JSON Web Tokens (RFC 7519) as both kinds of voice token use them: HMAC alone, whole seconds, at most a day.
namespace ringback::kit {

using Jwt = std::unique_ptr<jwt_t, decltype(&jwt_free)>;

Jwt new_jwt();

// Empty if the token is malformed, or not signed with `key`. An empty key reads the claims without proof.
Jwt decode_jwt(std::string_view token, std::string_view key);

// As above, and nothing but these algorithms is taken, whatever the token's header says.
Jwt proven_jwt(std::string_view token, std::string_view key, std::span<const jwt_alg_t> allowed);

// Signs with HS256. Empty if that fails.
std::string encode_jwt(const Jwt& jwt, std::string_view key);

// Empty if there is none.
std::string text_claim(const Jwt& jwt, const char* name);
std::string text_header(const Jwt& jwt, const char* name);

// What is wrong with `exp`, `nbf` and `iat`. `expires_at` is set if nothing is.
std::optional<TokenFault> time_fault(const Jwt& jwt, std::int64_t now, std::int64_t& expires_at);

}  // namespace ringback::kit
