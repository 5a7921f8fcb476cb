#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {

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
      .keys();
}

}  // namespace ringback::config
