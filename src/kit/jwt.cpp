#include "kit/jwt.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace ringback::kit {
namespace {

constexpr std::int64_t clock_skew = 60;
constexpr std::int64_t longest_lifetime = 86'400;
// Far above any real token; libjwt puts the parts on the stack.
constexpr std::size_t longest_token = 16'384;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// RFC 7515 section 3.1: three base64url parts without padding. libjwt is laxer.
bool has_jws_form(std::string_view jwt) {
  if (jwt.size() > longest_token || std::count(jwt.begin(), jwt.end(), '.') != 2) return false;
  return std::all_of(jwt.begin(), jwt.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

enum class Claim { absent, malformed, present };

// A NumericDate (RFC 7519 section 2) that is a whole number, as every library writes it.
Claim time_claim(const Jwt& jwt, const char* name, std::int64_t& value) {
  errno = 0;
  value = jwt_get_grant_int(jwt.get(), name);
  if (errno == ENOENT) return Claim::absent;
  return errno == 0 && value > 0 ? Claim::present : Claim::malformed;
}

}  // namespace

Jwt new_jwt() {
  jwt_t* made = nullptr;
  return Jwt(jwt_new(&made) == 0 ? made : nullptr, &jwt_free);
}

Jwt decode_jwt(std::string_view token, std::string_view key) {
  jwt_t* decoded = nullptr;
  const auto* key_bytes = key.empty() ? nullptr : bytes(key);
  const bool good = has_jws_form(token) &&
                    jwt_decode(&decoded, std::string(token).c_str(), key_bytes, static_cast<int>(key.size())) == 0;
  return Jwt(good ? decoded : nullptr, &jwt_free);
}

Jwt proven_jwt(std::string_view token, std::string_view key, std::span<const jwt_alg_t> allowed) {
  Jwt none(nullptr, &jwt_free);
  if (key.empty()) return none;
  Jwt proven = decode_jwt(token, key);
  if (!proven) return none;
  const bool known = std::find(allowed.begin(), allowed.end(), jwt_get_alg(proven.get())) != allowed.end();
  return known ? std::move(proven) : std::move(none);
}

std::string encode_jwt(const Jwt& jwt, std::string_view key) {
  if (key.empty() || jwt_set_alg(jwt.get(), JWT_ALG_HS256, bytes(key), static_cast<int>(key.size())) != 0) return {};
  const std::unique_ptr<char, decltype(&std::free)> encoded(jwt_encode_str(jwt.get()), &std::free);
  return encoded ? encoded.get() : "";
}

std::string text_claim(const Jwt& jwt, const char* name) {
  const char* value = jwt_get_grant(jwt.get(), name);
  return value ? value : "";
}

std::string text_header(const Jwt& jwt, const char* name) {
  const char* value = jwt_get_header(jwt.get(), name);
  return value ? value : "";
}

std::optional<TokenFault> time_fault(const Jwt& jwt, std::int64_t now, std::int64_t& expires_at) {
  std::int64_t not_before = 0;
  std::int64_t issued_at = 0;
  const Claim nbf = time_claim(jwt, "nbf", not_before);
  const Claim iat = time_claim(jwt, "iat", issued_at);
  if (time_claim(jwt, "exp", expires_at) != Claim::present) return TokenFault::malformed;
  if (nbf == Claim::malformed || iat == Claim::malformed) return TokenFault::malformed;

  if (expires_at <= now) return TokenFault::expired;
  if (nbf == Claim::present && not_before > now + clock_skew) return TokenFault::not_yet_valid;
  if (iat == Claim::present && issued_at > now + clock_skew) return TokenFault::not_yet_valid;
  if (expires_at - (iat == Claim::present ? issued_at : now) > longest_lifetime) return TokenFault::lifetime_too_long;
  return std::nullopt;
}

}  // namespace ringback::kit
