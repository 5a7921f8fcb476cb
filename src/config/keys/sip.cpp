#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

std::vector<Key> sip_keys() {
  using sip::Options;
  return Section("sip", &Config::sip)
      .key("address", &Options::bind_address, ip_address(), "where SIP is taken")
      .key("port", &Options::port, port(), "of SIP; 0 takes any free one")
      .key("max_calls", &Options::max_calls, whole<std::size_t>(1, 1'000'000), "SIP calls at once; more get 503")
      .keys();
}

}  // namespace ringback::config
