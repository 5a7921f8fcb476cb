#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What both kinds of token that a page can hand to the SDK have in common: the Capability Token (capability_token.hpp)
// and the Access Token (access_token.hpp).
namespace ringback::kit {

// What a token allows a browser. The two rights are separate: a token may have either.
struct Capabilities {
  // The right to receive calls, under this Client Name.
  std::optional<std::string> incoming_client_name = std::nullopt;
  // The right to make calls, through the TwiML App of this SID (`AP…`).
  std::optional<std::string> outgoing_application_sid = std::nullopt;
  // The name that outgoing calls show; usually the same as the incoming one.
  std::optional<std::string> outgoing_client_name = std::nullopt;
  // Sent with each outgoing call's webhook; the page can't change them.
  // NOLINTNEXTLINE(readability-redundant-member-init): lets designated initializers leave it out
  std::vector<std::pair<std::string, std::string>> application_parameters = {};

  // Incoming name, else outgoing name, else empty: anonymous.
  std::string identity() const;
};

enum class TokenFault {
  malformed,
  bad_signature,
  expired,
  not_yet_valid,      // `nbf` or `iat` more than a minute ahead
  lifetime_too_long,  // more than 24 h
};

struct VerifiedToken {
  std::string account_sid;
  Capabilities capabilities{};
  std::int64_t expires_at = 0;  // Unix seconds
};

// Whom a token claims to be signed by, to find the key by. Proves nothing.
struct TokenIssuer {
  std::string account_sid;  // empty if the token is malformed
  std::string key_sid;      // of the API key that signs an Access Token; empty for a Capability Token
};
TokenIssuer claimed_issuer(std::string_view jwt);

}  // namespace ringback::kit
