#pragma once

#include <poll.h>

#include <chrono>
#include <optional>
#include <string>

#include "base/sid.hpp"
#include "media/sdp/audio.hpp"
#include "media/transport/dtls_association.hpp"
#include "media/transport/packet_batch.hpp"
#include "media/transport/stun_check_writer.hpp"
#include "media/transport/udp_socket.hpp"

namespace ringback::media {

// How a browser's checks look.
struct BrowserManner {
  bool nominates = true;
  bool controlled = false;
};

// Plays a browser over a real socket, for tests: connectivity checks, DTLS client, SRTP.
class BrowserPeer {
 public:
  using Bytes = std::vector<std::uint8_t>;
  explicit BrowserPeer(BrowserManner manner = {}) : manner_(manner) {}

  std::string offer() const { return description("actpass"); }
  std::string answer() const { return description("active"); }
  void restart_ice() { ice_ = {random_hex(2), random_hex(12)}; }

  // Takes the server's description; its last candidate is used.
  void apply(const std::string& sdp) {
    const auto parsed = sdp::parse(sdp).value();
    // The server is passive, or leaves the choice; either way the browser takes the active part.
    const auto& section = parsed.media.at(0);
    server_ice_ = {*sdp::find(section.attributes, "ice-ufrag"), *sdp::find(section.attributes, "ice-pwd")};
    const auto fingerprint = sdp::parse_fingerprint(*sdp::find(section.attributes, "fingerprint")).value();
    server_ = *Address::parse(section.connection, section.port);
    if (!dtls_) dtls_.emplace(identity_, fingerprint, DtlsAssociation::Role::client);
  }

  void send_check() {
    send(StunCheckWriter::write({.username = server_ice_.ufrag + ':' + ice_.ufrag,
                                 .password = server_ice_.password,
                                 .use_candidate = manner_.nominates,
                                 .controlled = manner_.controlled}));
  }
  // Sends checks, as browsers do, until one is answered. A few seconds at most.
  bool check() {
    const int before = checks_answered_;
    for (int turn = 0; turn < 100 && checks_answered_ == before; ++turn) {
      if (turn % 4 == 0) send_check();
      receive_once(50);
    }
    return checks_answered_ > before;
  }
  // Checks and handshakes until keys are there.
  bool connect() {
    if (!check()) return false;
    for (int turn = 0; turn < 100 && !srtp_; ++turn) receive_once(100);
    return srtp_.has_value();
  }
  // A browser that moves to another address.
  void move() { socket_ = UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value(); }
  void say_goodbye() {
    dtls_->close();
    flush();
  }

  void send_rtp(RtpHeader header, const Bytes& payload) {
    Bytes bytes(rtp_header_size + payload.size());
    write_rtp_header(header, std::span<std::uint8_t, rtp_header_size>(bytes.data(), rtp_header_size));
    std::copy(payload.begin(), payload.end(), bytes.begin() + rtp_header_size);
    const auto size = bytes.size();
    bytes.resize(size + Srtp::overhead);
    bytes.resize(srtp_->protect(PacketKind::rtp, bytes, size));
    send(bytes);
  }
  // The next RTP packet, decrypted. Nothing if none comes in a second.
  std::optional<Bytes> receive_rtp() { return receive_kind(PacketKind::rtp); }
  std::optional<Bytes> receive_kind(PacketKind kind, int turns = 50) {
    for (int turn = 0; turn < turns; ++turn) {
      const auto bytes = receive_once(1000);
      if (bytes && classify(*bytes) == kind) return bytes;
    }
    return std::nullopt;
  }
  int checks_answered() const { return checks_answered_; }
  bool closed() const { return dtls_->state() == DtlsAssociation::State::closed; }

  void send(const Bytes& bytes) { sendto(socket_.fd(), bytes.data(), bytes.size(), 0, server_.data(), server_.size()); }

 private:
  std::string description(const std::string& setup) const {
    return "v=0\r\no=- 3218034541923601526 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
           "m=audio 9 UDP/TLS/RTP/SAVPF 0 111 9 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
           "a=ice-ufrag:" +
           ice_.ufrag + "\r\na=ice-pwd:" + ice_.password +
           "\r\na=ice-options:trickle\r\n"
           "a=fingerprint:" +
           sdp::format_fingerprint(identity_.fingerprint()) + "\r\na=setup:" + setup +
           "\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:111 opus/48000/2\r\n"
           "a=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:13 CN/8000\r\n"
           "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n";
  }

  // Whatever comes within `milliseconds`; RTP and RTCP are decrypted.
  std::optional<Bytes> receive_once(int milliseconds) {
    pollfd waiting{socket_.fd(), POLLIN, 0};
    if (poll(&waiting, 1, milliseconds) != 1) {
      if (dtls_ && !srtp_) dtls_->on_timer();
      flush();
      return std::nullopt;
    }
    Bytes bytes(max_datagram);
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(recv(socket_.fd(), bytes.data(), bytes.size(), 0), 0)));
    handle(bytes);
    return bytes;
  }
  void handle(Bytes& bytes) {
    const auto kind = classify(bytes);
    if (kind == PacketKind::stun && ++checks_answered_ == 1) dtls_->start();
    if (kind == PacketKind::dtls) dtls_->receive(bytes);
    if ((kind == PacketKind::rtp || kind == PacketKind::rtcp) && srtp_) {
      bytes.resize(srtp_->unprotect(kind, bytes).size());
    }
    flush();
    if (srtp_ || dtls_->state() != DtlsAssociation::State::connected) return;
    const auto keys = dtls_->export_keys();
    srtp_ = Srtp::create(keys->client, keys->server);
  }
  void flush() {
    for (const auto& datagram : dtls_->take_outgoing()) send(datagram);
  }

  const BrowserManner manner_;
  DtlsIdentity identity_ = DtlsIdentity::create().value();
  IceCredentials ice_{random_hex(2), random_hex(12)};
  IceCredentials server_ice_;
  Address server_;
  UdpSocket socket_ = UdpSocket::bind(*Address::parse("127.0.0.1", 0)).value();
  std::optional<DtlsAssociation> dtls_;
  std::optional<Srtp> srtp_;
  int checks_answered_ = 0;
};

}  // namespace ringback::media
