#include "ringback/voice_token.hpp"

#include "kit/jwt.hpp"

namespace ringback::kit {

std::string Capabilities::identity() const {
  return incoming_client_name.value_or(outgoing_client_name.value_or(""));
}

// Only an Access Token has a content type.
TokenIssuer claimed_issuer(std::string_view jwt) {
  const Jwt decoded = decode_jwt(jwt, {});
  if (!decoded) return {};
  if (text_header(decoded, "cty").empty()) return {.account_sid = text_claim(decoded, "iss"), .key_sid = {}};
  TokenIssuer issuer{.account_sid = text_claim(decoded, "sub"), .key_sid = text_claim(decoded, "iss")};
  return issuer.key_sid.empty() ? TokenIssuer{} : issuer;
}

}  // namespace ringback::kit
