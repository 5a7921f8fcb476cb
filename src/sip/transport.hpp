#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ringback::sip {

// An IP address, as text without brackets, and a port.
struct Peer {
  std::string address;
  std::uint16_t port = 0;

  auto operator<=>(const Peer&) const = default;
};

// `192.0.2.1:5060`, `[2001:db8::1]:5060`.
std::string to_string(const Peer& peer);

// Where datagrams go to and names come from: UDP in production, memory in tests. Control thread; all calls return at
// once.
class Transport {
 public:
  virtual ~Transport() = default;
  // May lose the datagram, as the network may.
  virtual void send(std::string_view bytes, const Peer& to) = 0;
  // Our address as that peer sees it, for Via and Contact.
  virtual Peer local(const Peer& peer) const = 0;
  // Calls `done` later, with nothing if the name has no address.
  virtual void resolve(std::string host, std::uint16_t port, std::function<void(std::optional<Peer>)> done) = 0;
};

}  // namespace ringback::sip
