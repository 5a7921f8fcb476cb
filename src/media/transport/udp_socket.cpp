#include "media/transport/udp_socket.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ringback::media {

UdpSocket& UdpSocket::operator=(UdpSocket&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(local_, other.local_);
  return *this;
}

UdpSocket::~UdpSocket() {
  if (fd_ >= 0) close(fd_);
}

Result<UdpSocket> UdpSocket::bind(const Address& local) {
  UdpSocket made;
  made.fd_ = socket(local.family(), SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  if (made.fd_ >= 0 && local.is_v6()) setsockopt(made.fd_, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (made.fd_ < 0 || ::bind(made.fd_, local.data(), local.size()) != 0) {
    return Error{0, "UDP port " + std::to_string(local.port()) + " of " + local.ip() + ": " + std::strerror(errno)};
  }
  socklen_t size = Address::capacity;
  getsockname(made.fd_, made.local_.data(), &size);
  return made;
}

void UdpSocket::enlarge_buffers(int bytes) {
  setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

}  // namespace ringback::media
