#pragma once

#include "store/collection.hpp"

namespace ringback::store {

struct SipCredential {
  std::string sid{};  // CR…
  std::string account_sid{};
  std::string credential_list_sid{};
  std::string username{};
  std::string password{};  // encrypted at rest: the realm that a digest needs may change
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct SipCredentialFilter {
  std::string credential_list_sid{};
};

// `save` fails with 21243 if another row of its list has the name.
class SipCredentials : public Collection<SipCredential, SipCredentialFilter> {};

}  // namespace ringback::store
