#pragma once

#include <ringback/voice_token.hpp>
#include <variant>

namespace ringback::kit {

// An API key: signs Access Tokens without the account's Auth Token.
struct ApiKey {
  std::string account_sid;  // AC…
  std::string sid;          // SK…
  std::string secret;
};

// The voice grant of an Access Token.
struct VoiceGrant {
  bool incoming_allow = false;
  // The TwiML App (`AP…`) of outgoing calls; without one none can be made.
  std::optional<std::string> outgoing_application_sid = std::nullopt;
  // Sent with each outgoing call's webhook; the page can't change them.
  // NOLINTNEXTLINE(readability-redundant-member-init): lets designated initializers leave it out
  std::vector<std::pair<std::string, std::string>> outgoing_application_params = {};
};

struct AccessToken {
  std::string identity;  // the Client Name
  VoiceGrant voice{};
  std::int64_t now = 0;    // Unix seconds
  int ttl_seconds = 3600;  // a day at most
};

// The JWT (HS256, keyed with the key's secret) that a page hands to the SDK. No server is asked. Empty if a part of the
// key or the identity is.
std::string make_access_token(const ApiKey& key, const AccessToken& token);

// Takes HS256, HS384 and HS512. Other grants than voice are of no account here. The identity is the token's
// `outgoing_client_name`, and its `incoming_client_name` where incoming calls are allowed. Parameters come in the order
// of their names; what is no text among them is written as JSON.
std::variant<VerifiedToken, TokenFault> verify_access_token(std::string_view jwt, const ApiKey& key, std::int64_t now);

}  // namespace ringback::kit
