#include "sip/icmp_errors.hpp"

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/ip/udp.hpp>
#include <cerrno>
#include <cstring>

#include "sip/socket_address.hpp"

namespace ringback::sip {
namespace {

bool is_unreachable(const msghdr& message) {
  for (const cmsghdr* part = CMSG_FIRSTHDR(&message); part;
       part = CMSG_NXTHDR(const_cast<msghdr*>(&message), const_cast<cmsghdr*>(part))) {
    const bool v4 = part->cmsg_level == SOL_IP && part->cmsg_type == IP_RECVERR;
    const bool v6 = part->cmsg_level == SOL_IPV6 && part->cmsg_type == IPV6_RECVERR;
    if (!v4 && !v6) continue;
    sock_extended_err error{};
    std::memcpy(&error, CMSG_DATA(part), sizeof error);
    const bool told = error.ee_origin == SO_EE_ORIGIN_ICMP || error.ee_origin == SO_EE_ORIGIN_ICMP6;
    return told && (error.ee_errno == ECONNREFUSED || error.ee_errno == EHOSTUNREACH || error.ee_errno == ENETUNREACH);
  }
  return false;
}

}  // namespace

void report_icmp_errors(int socket) {
  const int on = 1;
  setsockopt(socket, SOL_IP, IP_RECVERR, &on, sizeof on);
  // Fails on a socket of IPv4, as it may.
  setsockopt(socket, SOL_IPV6, IPV6_RECVERR, &on, sizeof on);
}

std::optional<Peer> take_icmp_error(int socket) {
  boost::asio::ip::udp::endpoint to;
  std::array<char, 512> details{};
  char payload = 0;
  iovec part{&payload, sizeof payload};
  msghdr message{};
  message.msg_name = to.data();
  message.msg_namelen = static_cast<socklen_t>(to.capacity());
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = details.data();
  message.msg_controllen = details.size();
  if (recvmsg(socket, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return std::nullopt;
  if (message.msg_namelen == 0 || !is_unreachable(message)) return Peer{};
  to.resize(message.msg_namelen);
  return to_peer(to, Protocol::udp);
}

}  // namespace ringback::sip
