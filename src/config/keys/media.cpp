#include "config/keys/keys.hpp"
#include "config/section.hpp"

namespace ringback::config {
namespace {

using namespace std::chrono_literals;

// One key, two fields.
Key rtp_ports() {
  const auto read = [](const Node& node, Config& config) {
    PortRange range;
    const Node* wrong = read_port_range(node, range);
    if (!wrong) {
      config.media.rtp_port_first = range.first;
      config.media.rtp_port_last = range.last;
    }
    return wrong;
  };
  const auto write = [](const Config& config) {
    return '[' + std::to_string(config.media.rtp_port_first) + ", " + std::to_string(config.media.rtp_port_last) + ']';
  };
  return {.path = "media.rtp_ports",
          .form = {Form::Item::whole, true},
          .allowed = "two ports, [first, last], the first below the last",
          .help = "UDP ports of SIP calls",
          .read = read,
          .write = write};
}

}  // namespace

std::vector<Key> media_keys() {
  using Options = media::EngineOptions;
  auto keys =
      Section("media", &Config::media)
          .key("threads", &Options::threads, whole<unsigned>(0, 64), "media threads; 0: one less than there are cores")
          .key("webrtc_port", &Options::webrtc_port, port(),
               "UDP port of the first media thread for browsers; each further thread takes the next")
          .key("public_addresses", &Options::public_addresses, list(ip_address()),
               "the outside of a NAT: announced with the same ports, no socket is opened on them")
          .key("silence_limit", &Options::silence_limit, duration<std::chrono::milliseconds>(0ms, 24h),
               "how long an answered SIP peer may send neither RTP nor RTCP; 0: for ever")
          .key("bind_addresses", &Options::bind_addresses, list(ip_address()), "only these local addresses; none: all")
          .keys();
  keys.insert(keys.begin() + 2, rtp_ports());
  return keys;
}

}  // namespace ringback::config
