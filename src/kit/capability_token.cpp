#include "ringback/capability_token.hpp"

#include <jwt.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

#include "kit/capability_scope.hpp"

namespace ringback::kit {
namespace {

constexpr std::int64_t clock_skew = 60;
constexpr std::int64_t longest_lifetime = 86'400;
// Far above any real token; libjwt puts the parts on the stack.
constexpr std::size_t longest_token = 16'384;

using Jwt = std::unique_ptr<jwt_t, decltype(&jwt_free)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

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

// An empty key parses without checking the signature.
Jwt decode(std::string_view token, std::string_view key) {
  jwt_t* decoded = nullptr;
  const auto* key_bytes = key.empty() ? nullptr : bytes(key);
  const bool good = has_jws_form(token) &&
                    jwt_decode(&decoded, std::string(token).c_str(), key_bytes, static_cast<int>(key.size())) == 0;
  return Jwt(good ? decoded : nullptr, &jwt_free);
}

std::string text_claim(const Jwt& jwt, const char* name) {
  const char* value = jwt_get_grant(jwt.get(), name);
  return value ? value : "";
}

enum class Claim { absent, malformed, present };

// A NumericDate (RFC 7519 section 2) that is a whole number, as every library writes it.
Claim time_claim(const Jwt& jwt, const char* name, std::int64_t& value) {
  errno = 0;
  value = jwt_get_grant_int(jwt.get(), name);
  if (errno == ENOENT) return Claim::absent;
  return errno == 0 && value > 0 ? Claim::present : Claim::malformed;
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

}  // namespace

std::string Capabilities::identity() const {
  return incoming_client_name.value_or(outgoing_client_name.value_or(""));
}

std::string make_capability_token(std::string_view account_sid, std::string_view auth_token,
                                  const Capabilities& capabilities, std::int64_t now, int ttl_seconds) {
  jwt_t* made = nullptr;
  if (jwt_new(&made) != 0) return {};
  const Jwt jwt(made, &jwt_free);
  const bool complete = !account_sid.empty() && !auth_token.empty() &&
                        jwt_add_grant(made, "scope", encode_scope(capabilities).c_str()) == 0 &&
                        jwt_add_grant(made, "iss", std::string(account_sid).c_str()) == 0 &&
                        jwt_add_grant_int(made, "iat", now) == 0 &&
                        jwt_add_grant_int(made, "exp", now + ttl_seconds) == 0 &&
                        jwt_set_alg(made, JWT_ALG_HS256, bytes(auth_token), static_cast<int>(auth_token.size())) == 0;
  if (!complete) return {};
  const Text encoded(jwt_encode_str(made), &std::free);
  return encoded ? encoded.get() : "";
}

std::string claimed_account(std::string_view jwt) {
  const Jwt decoded = decode(jwt, {});
  return decoded ? text_claim(decoded, "iss") : "";
}

std::variant<VerifiedToken, TokenFault> verify_capability_token(std::string_view jwt, std::string_view auth_token,
                                                                std::int64_t now) {
  const Jwt unproven = decode(jwt, {});
  if (!unproven) return TokenFault::malformed;
  const char* algorithm = jwt_get_header(unproven.get(), "alg");
  if (auth_token.empty() || !algorithm || std::string_view(algorithm) != "HS256") return TokenFault::bad_signature;
  const Jwt proven = decode(jwt, auth_token);
  if (!proven || jwt_get_alg(proven.get()) != JWT_ALG_HS256) return TokenFault::bad_signature;

  VerifiedToken verified{.account_sid = text_claim(proven, "iss")};
  if (verified.account_sid.empty()) return TokenFault::malformed;
  if (const auto fault = time_fault(proven, now, verified.expires_at)) return *fault;
  verified.capabilities = decode_scope(text_claim(proven, "scope"));
  return verified;
}

}  // namespace ringback::kit
