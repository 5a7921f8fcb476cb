#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sip/message.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// Branches of RFC 3261 begin with it.
constexpr std::string_view magic_cookie = "z9hG4bK";

// One element of a Via header (RFC 3261 section 20.42).
struct Via {
  std::string transport;
  std::string host;
  std::uint16_t port = 0;  // 0: none given
  std::string branch;
  bool rport = false;  // the sender asks for RFC 3581
};

std::optional<Via> parse_via(std::string_view text);
std::optional<Via> top_via(const Message& message);

// Notes in the top Via where the request really came from (RFC 3261 section 18.2.1, RFC 3581 section 4).
void stamp_source(Message& request, const Peer& source);
// Where responses to a request go (RFC 3261 section 18.2.2): over TCP back on the connection; over UDP to the source
// address, at its port if it asked for that (RFC 3581 section 4).
Peer response_target(const Via& via, const Peer& source);
// Where they go when that connection is gone.
Peer response_fallback(const Via& via, const Peer& source);

// The value of our own Via with a new branch.
std::string make_via(const Peer& local);
// Our own Via, on top of the request, says another transport; its branch stays.
void set_via_protocol(Message& request, Protocol protocol);

}  // namespace ringback::sip
