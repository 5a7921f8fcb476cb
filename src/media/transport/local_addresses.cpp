#include "media/transport/local_addresses.hpp"

#include <ifaddrs.h>
#include <net/if.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "media/transport/udp_socket.hpp"

namespace ringback::media {
namespace {

Address from_sockaddr(const sockaddr* given) {
  Address address;
  if (given && given->sa_family == AF_INET) std::memcpy(address.data(), given, sizeof(sockaddr_in));
  if (given && given->sa_family == AF_INET6) std::memcpy(address.data(), given, sizeof(sockaddr_in6));
  return address.set() ? address.with_port(0) : address;
}

// Link-local addresses need a scope that SDP can't carry; unique local ones (fc00::/7) are as good as global here.
bool usable(const Address& address) {
  if (!address.is_v6()) return address.set();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(address.ip_bytes().data());
  const bool link_local = bytes[0] == 0xFE && (bytes[1] & 0xC0U) == 0x80;
  return !link_local && !address.is_loopback() && bytes[0] != 0xFF;
}

bool same_network(const Address& a, const Address& b, const Address& mask) {
  if (a.family() != b.family() || a.family() != mask.family()) return false;
  const auto x = a.ip_bytes();
  const auto y = b.ip_bytes();
  const auto m = mask.ip_bytes();
  for (std::size_t i = 0; i < m.size(); ++i) {
    if ((x[i] & m[i]) != (y[i] & m[i])) return false;
  }
  return true;
}

Result<std::vector<Address>> parse_all(const std::vector<std::string>& texts) {
  std::vector<Address> addresses;
  for (const auto& text : texts) {
    const auto address = Address::parse(text, 0);
    if (!address) return Error{0, "`" + text + "` is no IP address"};
    addresses.push_back(*address);
  }
  return addresses;
}

}  // namespace

std::vector<Interface> local_interfaces() {
  std::vector<Interface> found;
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return found;
  for (const auto* item = list; item; item = item->ifa_next) {
    const Interface interface{from_sockaddr(item->ifa_addr), from_sockaddr(item->ifa_netmask)};
    // One that is still being checked for duplicates can't be bound yet.
    const bool up = item->ifa_flags & IFF_UP && usable(interface.address);
    if (up && UdpSocket::bind(interface.address)) found.push_back(interface);
  }
  freeifaddrs(list);
  return found;
}

Address route_source(const Address& peer) {
  const int fd = socket(peer.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return {};
  Address source;
  socklen_t size = Address::capacity;
  // Connecting a UDP socket sends nothing; it only looks up the route.
  const bool found = connect(fd, peer.data(), peer.size()) == 0 && getsockname(fd, source.data(), &size) == 0;
  close(fd);
  return found ? source.with_port(0) : Address();
}

Result<LocalAddresses> LocalAddresses::create(std::vector<Interface> interfaces,
                                              const std::vector<std::string>& bind_only,
                                              const std::vector<std::string>& outside) {
  LocalAddresses made;
  auto bound = parse_all(bind_only);
  if (!bound) return bound.error();
  auto announced = parse_all(outside);
  if (!announced) return announced.error();
  made.interfaces_ = std::move(interfaces);
  made.restricted_ = !bound->empty();
  made.bound_ = std::move(*bound);
  made.outside_ = std::move(*announced);
  if (!made.restricted_) {
    for (const bool loopback : {false, true}) {
      for (const auto& interface : made.interfaces_) {
        if (interface.address.is_loopback() == loopback) made.bound_.push_back(interface.address);
      }
    }
  }
  if (made.bound_.empty()) return Error{0, "this machine has no IP address"};
  return made;
}

Address LocalAddresses::for_peer(const Address& peer, const Address& routed) const {
  const bool allowed = !restricted_ || std::find(bound_.begin(), bound_.end(), routed) != bound_.end();
  if (routed.set() && allowed) return routed;
  const auto found = std::find_if(bound_.begin(), bound_.end(),
                                  [&](const Address& a) { return !peer.set() || a.family() == peer.family(); });
  return found == bound_.end() ? bound_.front() : *found;
}

bool LocalAddresses::is_local(const Address& peer) const {
  if (!peer.set() || peer.is_loopback()) return true;
  return std::any_of(interfaces_.begin(), interfaces_.end(),
                     [&](const Interface& i) { return same_network(peer, i.address, i.mask); });
}

Address LocalAddresses::announced(const Address& local, const Address& peer) const {
  if (is_local(peer)) return local;
  const auto found =
      std::find_if(outside_.begin(), outside_.end(), [&](const Address& a) { return a.family() == local.family(); });
  return found == outside_.end() ? local : found->with_port(local.port());
}

}  // namespace ringback::media
