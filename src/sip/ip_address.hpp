#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sip/transport.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {

bool is_ip_address(std::string_view text);
// Whether the address is of the loopback, a link or a private network (RFC 1918, RFC 4193, RFC 6598).
bool on_local_network(std::string_view address);

// Where a URI points to, if its host is an address: port 5060 and UDP by default (RFC 3263 section 4.1). Nothing for a
// transport that we don't speak.
std::optional<Peer> literal_peer(const Uri& uri);

}  // namespace ringback::sip
