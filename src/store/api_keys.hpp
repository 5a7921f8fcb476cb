#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// Signs Access Tokens and the requests of scripts, in place of the account's Auth Token.
struct ApiKey {
  std::string sid;  // SK…
  std::string account_sid;
  // Encrypted at rest, not hashed: the signature of an Access Token is checked with the secret itself.
  std::string secret;
  std::string friendly_name;
  std::string kind = "standard";  // or main: may also read and write accounts and keys
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct ApiKeyFilter {};

class ApiKeys : public Collection<ApiKey, ApiKeyFilter> {};

}  // namespace ringback::store
