#pragma once

#include <optional>

#include "sip/transport.hpp"

// Which datagrams of a UDP socket did not arrive, as the network says (RFC 3261 section 18.4). Linux only.
namespace ringback::sip {

void report_icmp_errors(int socket);

// The next one: where it was sent to, with an empty address if the error is of another kind. Nothing if there is none.
std::optional<Peer> take_icmp_error(int socket);

}  // namespace ringback::sip
