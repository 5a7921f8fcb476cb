#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace ringback::sip {

enum class Protocol { udp, tcp };

// As Via names it: `UDP`.
std::string_view to_string(Protocol protocol);

// An IP address, as text without brackets, a port, and the transport (RFC 3261 section 18) by which it is reached. Of
// TCP it also names the one connection that has that far end.
struct Peer {
  std::string address;
  std::uint16_t port = 0;
  Protocol transport = Protocol::udp;

  auto operator<=>(const Peer&) const = default;
};

// `192.0.2.1:5060`, `[2001:db8::1]:5060`.
std::string to_string(const Peer& peer);

// Where messages go to: sockets in production, memory in tests. Control thread; all calls return at
// once.
class Transport {
 public:
  virtual ~Transport() = default;
  // May lose the message, as the network may. Over TCP it takes the connection to that peer, or makes one; one that
  // fails is reported to the transport's owner.
  virtual void send(std::string_view bytes, const Peer& to) = 0;
  // Our address as that peer sees it, for Via and Contact; the transport is the peer's.
  virtual Peer local(const Peer& peer) const = 0;
  // Whether what is sent to that peer has a way now, without a new connection.
  virtual bool connected(const Peer&) const { return true; }
  // Whether that UDP peer may take TCP too, for requests that are too large for a datagram.
  virtual bool may_use_tcp(const Peer&) const { return false; }
  // That peer is a phone or a trunk of ours: its connection may stay open without traffic.
  virtual void trust(const Peer&) {}
};

}  // namespace ringback::sip
