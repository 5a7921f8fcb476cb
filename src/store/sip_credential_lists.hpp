#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// A list of who knows a password.
struct SipCredentialList {
  std::string sid{};  // CL…
  std::string account_sid{};
  std::string friendly_name{};
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct SipCredentialListFilter {};

// `save` fails with 21240 if another list of the account has the name. What is in a removed one goes with it.
class SipCredentialLists : public Collection<SipCredentialList, SipCredentialListFilter> {};

}  // namespace ringback::store
