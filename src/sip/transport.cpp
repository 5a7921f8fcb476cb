#include "sip/transport.hpp"

namespace ringback::sip {

std::string_view to_string(Protocol protocol) {
  return protocol == Protocol::tcp ? "TCP" : "UDP";
}

std::string to_string(const Peer& peer) {
  const bool ipv6 = peer.address.find(':') != std::string::npos;
  return (ipv6 ? "[" + peer.address + "]" : peer.address) + ":" + std::to_string(peer.port);
}

}  // namespace ringback::sip
