#pragma once

#include <poll.h>

#include <optional>
#include <string>
#include <vector>

#include "media/sdp/audio.hpp"
#include "media/transport/packet_batch.hpp"
#include "media/transport/rtp_packet.hpp"
#include "media/transport/udp_socket.hpp"

namespace ringback::media {

// Plays a SIP phone's media over a real socket, for tests.
class PhonePeer {
 public:
  using Bytes = std::vector<std::uint8_t>;

  // `lines` follow the m= line.
  std::string offer(const std::string& lines = "") const { return offer_at(socket_.local(), lines); }
  static std::string offer_at(const Address& address, const std::string& lines = "") {
    return "v=0\r\no=phone 1 1 IN IP4 " + address.ip() + "\r\ns=-\r\nc=IN IP4 " + address.ip() +
           "\r\nt=0 0\r\nm=audio " + std::to_string(address.port()) +
           " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n" + lines;
  }
  void apply(const std::string& sdp) { server_ = sdp::find_audio(sdp::parse(sdp).value(), Transport::rtp)->address; }

  void send(RtpHeader header, const Bytes& payload) { send_from(socket_, header, payload); }
  void send_from(const UdpSocket& socket, RtpHeader header, const Bytes& payload) const {
    Bytes bytes(rtp_header_size);
    write_rtp_header(header, std::span<std::uint8_t, rtp_header_size>(bytes));
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    sendto(socket.fd(), bytes.data(), bytes.size(), 0, server_.data(), server_.size());
  }
  // The next packet, or nothing if none comes in time.
  std::optional<Bytes> receive(int milliseconds = 2000) { return receive_at(socket_, milliseconds); }
  static std::optional<Bytes> receive_at(const UdpSocket& socket, int milliseconds = 2000) {
    pollfd waiting{socket.fd(), POLLIN, 0};
    if (poll(&waiting, 1, milliseconds) != 1) return std::nullopt;
    Bytes bytes(max_datagram);
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(recv(socket.fd(), bytes.data(), bytes.size(), 0), 0)));
    return bytes;
  }
  const Address& local() const { return socket_.local(); }

 private:
  UdpSocket socket_ = UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value();
  Address server_;
};

}  // namespace ringback::media
