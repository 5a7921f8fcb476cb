#pragma once

#include <cstdint>
#include <string>

namespace ringback::store {

// What an account used in one day (UTC) of one kind.
struct Usage {
  std::int64_t day = 0;   // since 1970
  std::string direction;  // of calls: inbound outbound-api outbound-dial
  std::string party;      // of calls: what the other end is, number client sip
  std::int64_t count = 0;
  std::int64_t minutes = 0;  // each call's and recording's own, rounded up
};

}  // namespace ringback::store
