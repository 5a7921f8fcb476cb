#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// Signs Access Tokens and the requests of scripts, in place of the account's Auth Token.
struct ApiKey {
  std::string sid;  // SK…
  std::string account_sid;
  // Encrypted at rest: the signature of an Access Token is checked with the secret itself.
  std::string secret;
  std::string friendly_name;
  std::string kind = "standard";  // or main: may also read and write accounts and keys
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string secret_hash{};  // the store makes it of the secret: what the password of a request is held against
};

struct ApiKeyFilter {};

class ApiKeys : public Collection<ApiKey, ApiKeyFilter> {
 public:
  // Whoever owns it, for a request whose user it is. The secret stays sealed: it is empty.
  virtual Task<Result<std::optional<ApiKey>>> find_for_login(std::string sid) = 0;
  // As renamed; nothing if there is none (any more) or if another account owns it.
  virtual Task<Result<std::optional<ApiKey>>> rename(std::string account_sid, std::string sid, std::string name,
                                                     Millis now) = 0;
};

// SHA-256 with the key's SID as salt. A secret is 128 random bits or more, which no faster or slower hash makes easier
// or harder to guess.
std::string hash_secret(const std::string& sid, const std::string& secret);

}  // namespace ringback::store
