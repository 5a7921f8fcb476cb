#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sip/limits.hpp"
#include "sip/session_timer.hpp"
#include "store/records.hpp"

namespace ringback::sip {

// What the configuration says of SIP.
struct Options {
  std::string bind_address = "0.0.0.0";
  std::uint16_t port = 5060;  // UDP and TCP; 0: any free one
  // Of the digest. Phones show it, and passwords are bound to it.
  std::string realm = "ringback";
  // The outside of a NAT: announced to peers that are not on a local network.
  std::vector<std::string> public_addresses;
  std::vector<store::Phone> phones;
  std::vector<store::Trunk> trunks;  // calls go out by the first
  std::string user_agent = "Ringback";
  // Calls at once; more are refused with 503.
  std::size_t max_calls = 2000;
  Limits limits;
  SessionTimerOptions session_timer;
};

}  // namespace ringback::sip
