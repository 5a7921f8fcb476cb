#pragma once

#include <utility>

#include "base/result.hpp"
#include "media/transport/address.hpp"

namespace ringback::media {

// A non-blocking UDP socket bound to one address, closed with the object.
class UdpSocket {
 public:
  // Fails with words that name address and port. Port 0: the kernel chooses.
  static Result<UdpSocket> bind(const Address& local);

  UdpSocket() = default;
  UdpSocket(UdpSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)), local_(other.local_) {}
  UdpSocket& operator=(UdpSocket&& other) noexcept;
  ~UdpSocket();

  int fd() const { return fd_; }
  const Address& local() const { return local_; }
  // Room for a burst, where the socket is shared by many sessions. Best effort: the kernel has a limit of its own.
  void enlarge_buffers(int bytes);

 private:
  int fd_ = -1;
  Address local_;
};

// Two ports of one session: an even one for RTP and the next for RTCP (RFC 3550 section 11).
struct RtpSockets {
  UdpSocket rtp;
  UdpSocket rtcp;
};

}  // namespace ringback::media
