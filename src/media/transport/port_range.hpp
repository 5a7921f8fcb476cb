#pragma once

#include <cstdint>
#include <vector>

#include "media/transport/udp_socket.hpp"

namespace ringback::media {

// The RTP ports of one process: even ones, each with the next one for RTCP (RFC 3550 section 11), of one session at a
// time, taken in turn, so that late packets of an ended call don't reach the next one. Control thread.
class PortRange {
 public:
  PortRange(std::uint16_t first, std::uint16_t last);
  // Sockets on the next pair that is free here and in the system. Fails with words that name the range.
  Result<RtpSockets> bind(const Address& local);
  // `port` is that of RTP.
  void release(std::uint16_t port);
  std::size_t size() const { return taken_.size(); }
  std::size_t taken() const;

 private:
  std::uint16_t first_;
  std::uint16_t last_;
  std::vector<bool> taken_;
  std::size_t next_ = 0;
};

}  // namespace ringback::media
