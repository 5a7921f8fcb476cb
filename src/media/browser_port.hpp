#pragma once

#include <array>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "media/stream_id.hpp"
#include "media/transport/udp_socket.hpp"
#include "media/transport/webrtc_transport.hpp"

namespace ringback::media {

// The UDP port that all browsers of a media thread share, on each announced address. Finds the session of a datagram:
// checks by user fragment, all else by the 5-tuple that a check has authenticated (RFC 5764 section 5.1.2, RFC 7983).
class BrowserPort {
 public:
  explicit BrowserPort(std::vector<UdpSocket> sockets) : sockets_(std::move(sockets)) {}

  const std::vector<UdpSocket>& sockets() const { return sockets_; }

  // Makes the credentials of `transport` known; again after each exchange of SDP, which may have changed them.
  void add(StreamId id, WebRtcTransport& transport);
  void remove(StreamId id);

  // Answers checks and queues DTLS. The session, if the datagram is RTP or RTCP of one; no stream otherwise.
  StreamId receive(const Datagram& datagram, int fd, SendBatch& out, TimePoint now);

  // Handshakes cost a millisecond each, so a loop turn takes but a few of them, or live sound would wait.
  void continue_handshakes(unsigned most, SendBatch& out);
  bool handshakes_wait() const { return waiting_ > 0; }

  std::uint64_t dropped() const { return dropped_; }

 private:
  struct Member {
    StreamId id;
    WebRtcTransport* transport = nullptr;
  };
  struct PathHash {
    std::size_t operator()(const Path& path) const {
      return Address::Hash()(path.remote) * 31 + static_cast<std::size_t>(path.fd);
    }
  };
  struct QueuedDatagram {
    Path path;
    std::size_t size = 0;
    std::array<std::uint8_t, max_datagram> bytes{};
  };

  void learn(const Path& path, const WebRtcTransport::CheckOutcome& outcome, const Member& member);
  bool answer_check(const Datagram& datagram, const Path& path, SendBatch& out, TimePoint now);
  bool queue_handshake(const Datagram& datagram, const Path& path);

  std::vector<UdpSocket> sockets_;
  std::unordered_map<std::string, Member> by_ufrag_;
  std::unordered_map<Path, Member, PathHash> by_path_;
  std::string key_;  // kept, so that a look-up allocates nothing
  std::vector<QueuedDatagram> handshakes_ = std::vector<QueuedDatagram>(64);
  std::size_t first_waiting_ = 0;
  std::size_t waiting_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace ringback::media
