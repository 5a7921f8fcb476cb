#pragma once

#include <optional>
#include <string>

#include "base/sid.hpp"
#include "media/sdp/audio.hpp"
#include "media/transport/dtls_association.hpp"
#include "media/transport/packet_batch.hpp"
#include "media/transport/stun_check_writer.hpp"

namespace ringback::media {

// How a browser's checks look.
struct BrowserManner {
  bool nominates = true;
  bool controlled = false;
};

// A browser's part in ICE, DTLS and SRTP, for tests: datagrams in, datagrams out, whatever carries them.
class BrowserSide {
 public:
  using Bytes = std::vector<std::uint8_t>;
  explicit BrowserSide(BrowserManner manner) : manner_(manner) {}
  virtual ~BrowserSide() = default;

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
  // RTP and RTCP are decrypted in place.
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

  bool connected() const { return srtp_.has_value(); }
  int checks_answered() const { return checks_answered_; }
  bool closed() const { return dtls_->state() == DtlsAssociation::State::closed; }
  const Address& server() const { return server_; }

  virtual void send(const Bytes& bytes) = 0;

 protected:
  // Sends again what has gone unanswered.
  void repeat_handshake() {
    if (dtls_ && !srtp_) dtls_->on_timer();
    flush();
  }

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

  void flush() {
    if (!dtls_) return;
    for (const auto& datagram : dtls_->take_outgoing()) send(datagram);
  }

  const BrowserManner manner_;
  DtlsIdentity identity_ = DtlsIdentity::create().value();
  IceCredentials ice_{random_hex(2), random_hex(12)};
  IceCredentials server_ice_;
  Address server_;
  std::optional<DtlsAssociation> dtls_;
  std::optional<Srtp> srtp_;
  int checks_answered_ = 0;
};

}  // namespace ringback::media
