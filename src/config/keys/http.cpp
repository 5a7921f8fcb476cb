#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> http_keys() {
  using Options = http::Server::Options;
  return Section("http", &Config::http)
      .key("address", &Options::address, ip_address(), "of the HTTPS port: pages, REST, the SDKs' WebSocket")
      .key("port", &Options::port, port(), "of HTTPS; 0 takes any free one")
      .key("certificate", &Options::certificate_file, text("a PEM file"),
           "the certificate and its chain; without it a self-signed one is made and kept in `data_dir/tls`")
      .key("key", &Options::key_file, text("a PEM file"), "the certificate's private key")
      .key("max_connections", &Options::max_connections, whole<std::size_t>(1, 1'000'000),
           "connections at once; more are closed as they come")
      .keys();
}

}  // namespace ringback::config
