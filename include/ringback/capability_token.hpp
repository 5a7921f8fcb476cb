#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ringback::kit {

// What a Capability Token allows a browser. The two rights are separate: a token may have either.
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

// The JWT (HS256, keyed with the Auth Token) that a page hands to the SDK, good for `ttl_seconds` from
// `now` (Unix seconds). No server is asked. Empty if `account_sid` or `auth_token` is.
std::string make_capability_token(std::string_view account_sid, std::string_view auth_token,
                                  const Capabilities& capabilities, std::int64_t now, int ttl_seconds = 3600);

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

// The account that the token claims to be of, to find the key by; empty if it is malformed. Proves nothing.
std::string claimed_account(std::string_view jwt);

// Only HS256 is taken, whatever the token's header says.
std::variant<VerifiedToken, TokenFault> verify_capability_token(std::string_view jwt, std::string_view auth_token,
                                                                std::int64_t now);

}  // namespace ringback::kit
