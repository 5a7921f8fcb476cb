#pragma once

#include <string>
#include <vector>

namespace ringback::api {

struct Options {
  std::string default_region = "US";  // of phone numbers without a country
  // Requests of one account at a time; more get 429.
  int max_concurrent_requests = 64;
  // With a reserve of five seconds; more get 429. 0: no limit.
  int requests_per_second_per_account = 1000;
  int requests_per_second_per_address = 1000;
  int max_sub_accounts = 1000;                              // of one account
  std::string sip_domain_suffix = "sip.ringback.internal";  // that SIP domains are below
  std::string verification_number{};  // that calls the numbers which are to be verified; empty: one of the account's
  // What Tokens tells pages: `stun:host:port` and `turn:host:port?transport=udp`.
  std::vector<std::string> stun_urls{};
  std::vector<std::string> turn_urls{};
  std::string turn_secret{};  // shared with the TURN servers
};

}  // namespace ringback::api
