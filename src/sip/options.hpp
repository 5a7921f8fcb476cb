#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "sip/limits.hpp"
#include "sip/session_timer.hpp"
#include "store/configured.hpp"

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
  std::vector<store::Trunk> trunks;
  // How often a trunk is asked whether it is there, 0: never; and how long it has to answer.
  std::chrono::milliseconds options_interval{30'000};
  std::chrono::milliseconds options_timeout{4'000};
  // A trunk that has not given any sign of life by then is passed over.
  std::chrono::milliseconds answer_limit{3000};
  // Whether applications may dial SIP URIs at 169.254.0.0/16 and fe80::/10.
  bool allow_link_local = false;
  // `192.0.2.53` or with a port; none: those of /etc/resolv.conf.
  std::vector<std::string> dns_servers;
  std::string user_agent = "Ringback";
  // Calls at once; more are refused with 503.
  std::size_t max_calls = 2000;
  Limits limits;
  SessionTimerOptions session_timer;
};

}  // namespace ringback::sip
