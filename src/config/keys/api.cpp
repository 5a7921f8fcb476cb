#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {
namespace {

bool is_stun(const std::string& url) {
  return url.starts_with("stun:") || url.starts_with("stuns:");
}

bool is_turn(const std::string& url) {
  return url.starts_with("turn:") || url.starts_with("turns:");
}

}  // namespace

std::vector<Key> api_keys() {
  using api::Options;
  auto keys =
      Section("api", &Config::api)
          .key("max_concurrent_requests", &Options::max_concurrent_requests, whole<int>(1, 100'000),
               "REST requests of one account at a time; more get 429")
          .key("requests_per_second_per_account", &Options::requests_per_second_per_account, whole<int>(0, 1'000'000),
               "with a reserve of five seconds; more get 429; 0: no limit")
          .key("requests_per_second_per_address", &Options::requests_per_second_per_address, whole<int>(0, 1'000'000),
               "of any account or none, likewise; behind a proxy all are of one address")
          .key("max_sub_accounts", &Options::max_sub_accounts, whole<int>(0, 100'000),
               "of one account; POST Accounts refuses more")
          .key("sip_domain_suffix", &Options::sip_domain_suffix, host_name(),
               "that the SIP domains of accounts are below")
          .key("verification_number", &Options::verification_number, phone_number(),
               "calls the numbers that are to be verified; without it one of the account's own")
          .key("stun_urls", &Options::stun_urls, list(text("a URL like \"stun:host:3478\"", is_stun)),
               "told to pages by Tokens")
          .key("turn_urls", &Options::turn_urls, list(text("a URL like \"turn:host:3478?transport=udp\"", is_turn)),
               "told to pages by Tokens")
          .key("turn_secret", &Options::turn_secret, text(),
               "of the TURN servers: what coturn calls static-auth-secret")
          .keys();
  keys.back().secret = true;
  return keys;
}

}  // namespace ringback::config
