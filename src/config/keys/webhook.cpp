#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> webhook_keys() {
  using Options = http::Client::Options;
  return Section("webhook", &Config::webhook)
      .key("max_connections", &Options::max_connections, whole<std::size_t>(1, 10'000),
           "connections to applications at once; further requests wait for one")
      .key("max_waiting", &Options::max_waiting, whole<std::size_t>(1, 1'000'000),
           "requests under way or waiting; more fail at once")
      .key("ca_file", &Options::ca_file, text("a PEM file"),
           "certificates that applications' certificates are checked by; without it the system's")
      .key("allow_link_local", &Options::allow_link_local, boolean(),
           "lets URLs lead to 169.254.0.0/16 and fe80::/10, where clouds keep machines' secrets")
      .keys();
}

}  // namespace ringback::config
