#pragma once

#include "media/transport/packet_transport.hpp"
#include "media/transport/udp_socket.hpp"

namespace ringback::media {

// Plain RTP on ports of its own (SIP). Packets are taken from the SDP's address, or from any port of the IP that the
// signalling came from, since phones behind a NAT don't know their own. The first good one is locked until the next
// SDP, and answered where it came from. When the locked source has fallen silent and the same stream (SSRC) goes on
// from another port of the same IP, a NAT has bound anew: that one is locked instead.
class RtpTransport final : public PacketTransport {
 public:
  struct Parts {
    RtpSockets sockets;
    Address signalling;                                 // not set: unknown
    Duration silence_limit = std::chrono::seconds(60);  // zero: none
  };
  explicit RtpTransport(Parts parts) : parts_(std::move(parts)) {}

  int fd() const { return parts_.sockets.rtp.fd(); }
  int control_fd() const { return parts_.sockets.rtcp.fd(); }

  void agree(const Agreement& agreement, TimePoint now) override;
  std::span<std::uint8_t> open(std::span<std::uint8_t> datagram, const Path& path, TimePoint now) override;
  void on_valid(const Path& path, TimePoint now) override;
  void on_control(const Path& path, TimePoint now) override;
  const Path* route() const override { return path_.remote.set() ? &path_ : nullptr; }
  const Path* control_route() const override;
  std::size_t seal(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) override;
  bool ready() const override { return agreed_; }
  void expect_media(TimePoint now) override;
  // Neither RTP nor RTCP for too long, of a peer that should send: one that is not on hold, nor holds us.
  bool lost(TimePoint now) const override;

 private:
  bool plausible(const Address& from) const;
  bool rebound(std::span<const std::uint8_t> datagram, const Address& from, TimePoint now) const;
  bool takes_control(const Path& path) const;

  Parts parts_;
  Address described_;  // the SDP's
  Address described_control_;
  Path path_;          // not set: nowhere to send yet
  Path control_path_;  // the same for RTCP on its own port
  bool agreed_ = false;
  bool rtcp_mux_ = false;
  bool active_ = false;  // the peer should send
  bool locked_ = false;
  bool control_locked_ = false;
  bool expecting_ = false;
  std::uint32_t ssrc_ = 0;  // of the last packet that was let in
  std::uint32_t locked_ssrc_ = 0;
  TimePoint heard_at_;  // locked: RTP
  TimePoint alive_at_;  // anything
};

}  // namespace ringback::media
