#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// A number of somebody's own that an account may call from.
struct OutgoingCallerId {
  std::string sid;  // PN…
  std::string account_sid;
  std::string phone_number;  // E.164
  std::string friendly_name;
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct OutgoingCallerIdFilter {
  std::string phone_number{};
  std::string friendly_name{};
};

class OutgoingCallerIds : public Collection<OutgoingCallerId, OutgoingCallerIdFilter> {};

}  // namespace ringback::store
