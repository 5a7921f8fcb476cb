#pragma once

#include "store/collection.hpp"

namespace ringback::store {

struct IpAddress {
  std::string sid{};  // IP…
  std::string account_sid{};
  std::string ip_access_control_list_sid{};
  std::string friendly_name{};
  std::string ip_address{};
  int cidr_prefix_length = 32;
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct IpAddressFilter {
  std::string ip_access_control_list_sid{};
};

// `save` fails with 21235 if another row of its list has the address.
class IpAddresses : public Collection<IpAddress, IpAddressFilter> {};

}  // namespace ringback::store
