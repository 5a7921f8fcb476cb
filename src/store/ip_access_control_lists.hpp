#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// A list of who has an address.
struct IpAccessControlList {
  std::string sid{};  // AL…
  std::string account_sid{};
  std::string friendly_name{};
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct IpAccessControlListFilter {};

// `save` fails with 21235 if another list of the account has the name. What is in a removed one goes with it.
class IpAccessControlLists : public Collection<IpAccessControlList, IpAccessControlListFilter> {};

}  // namespace ringback::store
