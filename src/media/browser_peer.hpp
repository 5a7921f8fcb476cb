#pragma once

#include <poll.h>

#include <algorithm>

#include "media/browser_side.hpp"
#include "media/transport/udp_socket.hpp"

namespace ringback::media {

// Plays a browser over a real socket, for tests.
class BrowserPeer final : public BrowserSide {
 public:
  explicit BrowserPeer(BrowserManner manner = {}) : BrowserSide(manner) {}

  // Sends checks, as browsers do, until one is answered. A few seconds at most.
  bool check() {
    const int before = checks_answered();
    for (int turn = 0; turn < 100 && checks_answered() == before; ++turn) {
      if (turn % 4 == 0) send_check();
      receive_once(50);
    }
    return checks_answered() > before;
  }
  // Checks and handshakes until keys are there.
  bool connect() {
    if (!check()) return false;
    for (int turn = 0; turn < 100 && !connected(); ++turn) receive_once(100);
    return connected();
  }
  // A browser that moves to another address.
  void move() { socket_ = UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value(); }
  // The next RTP packet, decrypted. Nothing if none comes in a second.
  std::optional<Bytes> receive_rtp() { return receive_kind(PacketKind::rtp); }
  std::optional<Bytes> receive_kind(PacketKind kind, int turns = 50) {
    for (int turn = 0; turn < turns; ++turn) {
      const auto bytes = receive_once(1000);
      if (bytes && classify(*bytes) == kind) return bytes;
    }
    return std::nullopt;
  }

  void send(const Bytes& bytes) override {
    sendto(socket_.fd(), bytes.data(), bytes.size(), 0, server().data(), server().size());
  }

 private:
  // Whatever comes within `milliseconds`; RTP and RTCP are decrypted.
  std::optional<Bytes> receive_once(int milliseconds) {
    pollfd waiting{socket_.fd(), POLLIN, 0};
    if (poll(&waiting, 1, milliseconds) != 1) {
      repeat_handshake();
      return std::nullopt;
    }
    Bytes bytes(max_datagram);
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(recv(socket_.fd(), bytes.data(), bytes.size(), 0), 0)));
    handle(bytes);
    return bytes;
  }

  UdpSocket socket_ = UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value();
};

}  // namespace ringback::media
