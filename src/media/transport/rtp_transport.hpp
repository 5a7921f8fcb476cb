#pragma once

#include "media/transport/packet_transport.hpp"
#include "media/transport/udp_socket.hpp"

namespace ringback::media {

// Plain RTP on a port of its own (SIP). Packets are taken from the SDP's address, or from any port of the IP that the
// signalling came from, since phones behind a NAT don't know their own. The first good one is locked until the next
// SDP, and answered where it came from.
class RtpTransport final : public PacketTransport {
 public:
  RtpTransport(UdpSocket socket, Address signalling) : socket_(std::move(socket)), signalling_(signalling) {}

  int fd() const { return socket_.fd(); }

  void agree(const Agreement& agreement, TimePoint now) override;
  std::span<std::uint8_t> open(std::span<std::uint8_t> datagram, const Path& path) override;
  void on_valid(const Path& path) override;
  const Path* route() const override { return path_.remote.set() ? &path_ : nullptr; }
  std::size_t seal(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) override;
  bool ready() const override { return agreed_; }
  bool reports() const override { return false; }

 private:
  UdpSocket socket_;
  Address signalling_;  // not set: unknown
  Address described_;   // the SDP's
  Path path_;           // not set: nowhere to send yet
  bool agreed_ = false;
  bool locked_ = false;
};

}  // namespace ringback::media
