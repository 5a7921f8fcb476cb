#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sip/resolver.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// A SIP server as a configuration names it: `sip.example.com`, `192.0.2.1:5070;transport=tcp`.
struct ServerName {
  std::string host;        // a name or an IP address, IPv6 without brackets
  std::uint16_t port = 0;  // 0: none given
  std::optional<Protocol> transport;
};

std::optional<ServerName> parse_server_name(std::string_view text);

// More are not tried.
constexpr std::size_t max_server_peers = 8;

// Where the server's requests go, in the order in which they are to be tried: NAPTR, SRV, then A and AAAA records
// (RFC 3263 section 4), equal SRV records by weight. Nothing if the name has no address. `done` comes as the
// Resolver's does.
void locate_server(Resolver& resolver, const ServerName& server, std::function<void(std::vector<Peer>)> done);

// RFC 2782: by priority; of one priority at random, so that each comes first as often as its weight says.
void sort_services(std::vector<Resolver::Service>& services);

}  // namespace ringback::sip
