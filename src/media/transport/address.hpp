#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ringback::media {

// An IPv4 or IPv6 address and a UDP port, in the form that the kernel takes. Not set: family AF_UNSPEC.
class Address {
 public:
  Address() = default;
  // `ip` is a literal, brackets and scope are not taken; names are never resolved.
  static std::optional<Address> parse(std::string_view ip, std::uint16_t port);

  bool set() const { return family() != AF_UNSPEC; }
  sa_family_t family() const { return storage_.any.sa_family; }
  bool is_v6() const { return family() == AF_INET6; }
  std::uint16_t port() const;
  std::string ip() const;
  Address with_port(std::uint16_t port) const;
  bool same_ip(const Address& other) const;
  bool is_loopback() const;
  bool is_unspecified() const;

  const sockaddr* data() const { return &storage_.any; }
  sockaddr* data() { return &storage_.any; }
  socklen_t size() const { return is_v6() ? sizeof(sockaddr_in6) : sizeof(sockaddr_in); }
  static constexpr socklen_t capacity = sizeof(sockaddr_in6);
  // The address alone, 4 or 16 bytes in network order.
  std::string_view ip_bytes() const;

  bool operator==(const Address& other) const { return same_ip(other) && port() == other.port(); }

  struct Hash {
    std::size_t operator()(const Address& address) const;
  };

 private:
  union Storage {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
  };
  Storage storage_{.v6 = {}};
};

}  // namespace ringback::media
