#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> browser_keys() {
  using browser::Options;
  return Section("browser", &Config::browser)
      .key("max_sockets_per_client", &Options::max_sockets_per_client, whole<std::size_t>(1, 10'000),
           "WebSockets of one client identity at once")
      .key("max_calls_per_socket", &Options::max_calls_per_socket, whole<std::size_t>(1, 1000),
           "calls of one page at once")
      .keys();
}

}  // namespace ringback::config
