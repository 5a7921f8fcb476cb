#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/message.hpp"

// Digest access authentication: RFC 7616 and RFC 8760, quality of protection `auth` or none.
namespace ringback::sip {

enum class DigestAlgorithm { md5, sha256 };

struct DigestChallenge {
  std::string realm;
  std::string nonce;
  std::string opaque;
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  bool qop_auth = false;
  bool stale = false;
};

struct DigestCredentials {
  std::string username;
  std::string realm;
  std::string nonce;
  std::string uri;
  std::string response;
  std::string opaque;
  std::string cnonce;
  std::string nonce_count;  // 8 hex digits; empty without qop
  std::string qop;          // empty or `auth`
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
};

// The value of WWW-Authenticate or Proxy-Authenticate, and of Authorization or Proxy-Authorization. Nothing for other
// schemes, algorithms that we don't have, and what lacks a part.
std::optional<DigestChallenge> parse_challenge(std::string_view value);
std::optional<DigestCredentials> parse_credentials(std::string_view value);
// The `nextnonce` of Authentication-Info (RFC 7616 section 3.5), if there is one.
std::optional<std::string> parse_next_nonce(std::string_view value);
std::string to_string(const DigestChallenge& challenge);
std::string to_string(const DigestCredentials& credentials);

// What `credentials.response` must be.
std::string digest_response(const DigestCredentials& credentials, std::string_view password, std::string_view method);

// Who we are to a server that asks.
struct Login {
  std::string user;
  std::string password;
};

}  // namespace ringback::sip
