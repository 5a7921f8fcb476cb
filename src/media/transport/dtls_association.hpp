#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "media/transport/dtls_identity.hpp"
#include "media/transport/srtp.hpp"

namespace ringback::media {

// One DTLS association that makes SRTP keys (RFC 5764). Datagrams in, datagrams out; no socket. The product is always
// the server; tests play the browser.
class DtlsAssociation {
 public:
  enum class Role { server, client };
  enum class State {
    handshaking,
    connected,
    closed,  // the peer said goodbye, or failed: wrong certificate, no common profile, no answer for long
  };
  using Datagrams = std::vector<std::vector<std::uint8_t>>;

  DtlsAssociation(const DtlsIdentity& identity, Fingerprint peer, Role role = Role::server);
  ~DtlsAssociation();
  DtlsAssociation(const DtlsAssociation&) = delete;
  DtlsAssociation& operator=(const DtlsAssociation&) = delete;

  // Client: sends the first flight.
  void start() { proceed(); }
  void receive(std::span<const std::uint8_t> datagram);
  // Sends again what has gone unanswered too long. Cheap; every few ms while handshaking.
  void on_timer();
  // Says goodbye.
  void close();

  State state() const { return state_; }
  // What is to be sent, each item one datagram. Empties the list.
  Datagrams take_outgoing();
  // Once connected.
  std::optional<SrtpKeys> export_keys() const;

 private:
  struct Bio;
  void proceed();
  bool peer_is_expected() const;

  const Fingerprint peer_;
  std::unique_ptr<Bio> bio_;
  std::unique_ptr<SSL, SslDelete> ssl_;
  State state_ = State::handshaking;
};

}  // namespace ringback::media
