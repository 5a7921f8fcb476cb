#pragma once

#include "base/deadlines.hpp"
#include "media/sdp/agreement.hpp"
#include "media/transport/packet_batch.hpp"
#include "media/transport/rtp_packet.hpp"

namespace ringback::media {

// One way through the network: which of our sockets, and the peer's end.
struct Path {
  int fd = -1;
  Address remote;
  bool operator==(const Path&) const = default;
};

// How a stream's packets reach the wire and who may send to it: plain RTP, or ICE with DTLS-SRTP. Media thread.
class PacketTransport {
 public:
  virtual ~PacketTransport() = default;

  // An exchange of SDP has been done.
  virtual void agree(const Agreement& agreement, TimePoint now) = 0;
  // Plain RTP or RTCP out of a datagram, in place. Empty if its sender or its contents can't be trusted.
  virtual std::span<std::uint8_t> open(std::span<std::uint8_t> datagram, const Path& path, TimePoint now) = 0;
  // A packet that `open` let pass was good RTP of the agreed kind.
  virtual void on_valid(const Path& path, TimePoint now) = 0;
  // It was good RTCP.
  virtual void on_control(const Path& path, TimePoint now) = 0;
  // Where packets go now, or nullptr while sound can't flow.
  virtual const Path* route() const = 0;
  // Makes the first `size` bytes fit for the wire, in place. The new size; 0 if that failed.
  virtual std::size_t seal(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) = 0;
  // Whether sound can flow in both directions: the SDP exchange is done, keys are there.
  virtual bool ready() const = 0;
  // Where RTCP goes now, or nullptr while it can't.
  virtual const Path* control_route() const = 0;
  // The call is answered: from now on a peer that is silent too long is lost.
  virtual void expect_media(TimePoint now) = 0;
  // Whether nothing more will come from the peer.
  virtual bool lost(TimePoint now) const = 0;
};

}  // namespace ringback::media
