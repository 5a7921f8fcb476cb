#include "config/keys/keys.hpp"
#include "config/section.hpp"
#include "sip/ip_address.hpp"
#include "sip/server_location.hpp"

namespace ringback::config {
namespace {

using namespace std::chrono_literals;

Type<std::string> dns_server() {
  return text("an IP address, with or without a port, like \"192.0.2.53:53\"", [](const std::string& value) {
    const auto server = sip::parse_server_name(value);
    return server && sip::is_ip_address(server->host) && !server->transport;
  });
}

}  // namespace

std::vector<Key> sip_keys() {
  using namespace std::chrono_literals;
  using sip::Options;
  return Section("sip", &Config::sip)
      .key("address", &Options::bind_address, ip_address(), "where SIP is taken")
      .key("port", &Options::port, port(), "of SIP; 0 takes any free one")
      .key("max_calls", &Options::max_calls, whole<std::size_t>(1, 1'000'000), "SIP calls at once; more get 503")
      .key(
          "session_expires", [](Options& o) -> auto& { return o.session_timer.expires; },
          duration<std::chrono::seconds>(0s, 24h), "session interval that is asked for (RFC 4028); 0 asks for none")
      .key(
          "min_session_expires", [](Options& o) -> auto& { return o.session_timer.min_se; },
          duration<std::chrono::seconds>(90s, 24h), "shorter session intervals of peers get 422")
      .key(
          "dialog_check", [](Options& o) -> auto& { return o.session_timer.check; },
          duration<std::chrono::seconds>(0s, 24h),
          "how often a peer without session timers is asked whether a call still lives; 0: never")
      .key("options_interval", &Options::options_interval, duration<std::chrono::milliseconds>(0ms, 24h),
           "how often a trunk is asked whether it is there; \"0s\": never")
      .key("options_timeout", &Options::options_timeout, duration<std::chrono::milliseconds>(100ms, 30s),
           "how long it has to answer")
      .key("answer_limit", &Options::answer_limit, duration<std::chrono::milliseconds>(500ms, 30s),
           "a trunk that gives no sign of life to a call by then is passed over")
      .key("allow_link_local", &Options::allow_link_local, boolean(),
           "lets `<Sip>` and REST calls go to 169.254.0.0/16 and fe80::/10")
      .key("dns_servers", &Options::dns_servers, list(dns_server()),
           "DNS servers for names of trunks and `<Sip>`; none: those of /etc/resolv.conf")
      .keys();
}

}  // namespace ringback::config
