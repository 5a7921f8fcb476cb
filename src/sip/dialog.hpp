#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sip/message.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// The state of RFC 3261 section 12. Routes are taken as loose (section 16.12); nobody has strict ones any more.
struct Dialog {
  std::string call_id;
  std::string local;   // From of our requests, with our tag
  std::string remote;  // To of our requests, with the peer's tag once it is known
  std::string local_tag;
  std::string remote_tag;
  std::uint32_t local_sequence = 0;
  std::optional<std::uint32_t> remote_sequence;
  std::string remote_target;  // URI
  std::vector<std::string> route_set;

  // A request inside the dialog, with the next CSeq. The Via is the transaction's.
  Message request(std::string_view method);
  // The ACK of a 2xx carries the number of its INVITE.
  Message ack(std::uint32_t invite_sequence) const;

  // False for a request that is older than one seen before (section 12.2.2).
  bool take_sequence(const Message& request);
  // The far end's Contact, of an INVITE, UPDATE or their 2xx.
  void refresh_target(const Message& message);
  // Client side: what the response (provisional with tag, or 2xx) tells.
  void learn(const Message& response);
};

// Server side: from the request that opens it.
Dialog dialog_of(const Message& invite, std::string_view local_tag);
// Client side: from our own request; `learn` completes it.
Dialog dialog_of(const Message& invite);

// The address of the first route, else of the remote target; nothing if that is no IP address.
std::optional<Peer> next_hop(const Dialog& dialog);

}  // namespace ringback::sip
