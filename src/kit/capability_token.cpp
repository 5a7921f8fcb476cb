#include "ringback/capability_token.hpp"

#include <array>

#include "kit/capability_scope.hpp"
#include "kit/jwt.hpp"

namespace ringback::kit {
namespace {

constexpr std::array algorithms = {JWT_ALG_HS256};

}  // namespace

std::string make_capability_token(std::string_view account_sid, std::string_view auth_token,
                                  const Capabilities& capabilities, std::int64_t now, int ttl_seconds) {
  const Jwt jwt = new_jwt();
  const bool complete =
      jwt && !account_sid.empty() && jwt_add_grant(jwt.get(), "scope", encode_scope(capabilities).c_str()) == 0 &&
      jwt_add_grant(jwt.get(), "iss", std::string(account_sid).c_str()) == 0 &&
      jwt_add_grant_int(jwt.get(), "iat", now) == 0 && jwt_add_grant_int(jwt.get(), "exp", now + ttl_seconds) == 0;
  return complete ? encode_jwt(jwt, auth_token) : "";
}

std::variant<VerifiedToken, TokenFault> verify_capability_token(std::string_view jwt, std::string_view auth_token,
                                                                std::int64_t now) {
  if (!decode_jwt(jwt, {})) return TokenFault::malformed;
  const Jwt proven = proven_jwt(jwt, auth_token, algorithms);
  if (!proven) return TokenFault::bad_signature;

  VerifiedToken verified{.account_sid = text_claim(proven, "iss")};
  if (verified.account_sid.empty()) return TokenFault::malformed;
  if (const auto fault = time_fault(proven, now, verified.expires_at)) return *fault;
  verified.capabilities = decode_scope(text_claim(proven, "scope"));
  return verified;
}

}  // namespace ringback::kit
