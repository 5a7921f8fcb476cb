#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "media/transport/address.hpp"

namespace ringback::media {

struct Interface {
  Address address;
  Address mask;
};

// Every IPv4 address and global IPv6 address of this machine that is up.
std::vector<Interface> local_interfaces();

// The addresses that this machine can be reached at, as the configuration wants them.
class LocalAddresses {
 public:
  // `bind_only`: these instead of all of `interfaces`. Fails with words on what is no address.
  static Result<LocalAddresses> create(std::vector<Interface> interfaces, const std::vector<std::string>& bind_only,
                                       const std::vector<std::string>& outside);

  // Where sockets for browsers are opened: loopback last, and only of IPv4.
  const std::vector<Address>& bound() const { return bound_; }
  // The outside of a NAT: announced, no sockets.
  const std::vector<Address>& outside() const { return outside_; }

  // Where to open a socket for packets to `peer` (may be unset), given what the system's routes say.
  Address for_peer(const Address& peer, const Address& routed) const;
  // What to write in SDP about a socket at `local` towards `peer`.
  Address announced(const Address& local, const Address& peer) const;

 private:
  bool is_local(const Address& peer) const;

  std::vector<Interface> interfaces_;
  std::vector<Address> bound_;
  std::vector<Address> outside_;
  bool restricted_ = false;
};

// The local address from which the system would send to `peer`; not set if there is no route.
Address route_source(const Address& peer);

}  // namespace ringback::media
