#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> metrics_keys() {
  using Listener = MetricsListener;
  using Metrics = decltype(Config::metrics);
  const auto listener =
      choice<Listener>({{"own", Listener::own}, {"https", Listener::https}, {"none", Listener::none}});
  return Section("metrics", &Config::metrics)
      .key("listener", &Metrics::listener, listener,
           "where `/metrics` is: on a port of its own (plain HTTP), on the HTTPS port for everybody who reaches it, or "
           "nowhere")
      .key("address", &Metrics::address, ip_address(), "of the port of its own")
      .key("port", &Metrics::port, port(), "that port; 0 takes any free one")
      .keys();
}

}  // namespace ringback::config
