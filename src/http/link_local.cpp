#include "http/link_local.hpp"

#include <netinet/in.h>

#include <cstring>

namespace ringback::http {

bool is_link_local(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return ntohl(v4.sin_addr.s_addr) >> 16 == 0xA9FE;
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  const auto* bytes = v6.sin6_addr.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) return bytes[12] == 169 && bytes[13] == 254;
  return IN6_IS_ADDR_LINKLOCAL(&v6.sin6_addr);
}

}  // namespace ringback::http
