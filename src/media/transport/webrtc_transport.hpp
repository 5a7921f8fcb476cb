#pragma once

#include <memory>
#include <vector>

#include "media/transport/dtls_association.hpp"
#include "media/transport/ice_paths.hpp"
#include "media/transport/packet_transport.hpp"

namespace ringback::media {

// A browser's way in: ICE-lite, DTLS, SRTP, on the shared sockets of its media thread. Nothing is taken from an
// address that has not passed an authenticated check.
class WebRtcTransport final : public PacketTransport {
 public:
  WebRtcTransport(const DtlsIdentity& identity, IceCredentials local)
      : identity_(identity), credentials_{std::move(local)} {}

  // The user fragments under which checks may come: the newest last. After an ICE restart those before count too, until
  // the first check with the new one. A few at most.
  const std::vector<IceCredentials>& credentials() const { return credentials_; }
  // Of one of the credentials; nullptr if it doesn't count (any more).
  const std::string* password_of(std::string_view ufrag) const;

  struct CheckOutcome {
    bool new_path = false;
    std::optional<Path> evicted;
  };
  // A check that was authenticated with the credentials of `local_ufrag`.
  CheckOutcome on_check(const Path& path, std::string_view local_ufrag, bool nominated, TimePoint now);
  void on_dtls(std::span<const std::uint8_t> datagram, const Path& path, SendBatch& out);
  // Repeats of unanswered handshakes; every 20 ms.
  void on_timer(SendBatch& out);
  // Says goodbye to the browser.
  void close(SendBatch& out);
  const IcePaths& paths() const { return paths_; }

  // PacketTransport
  void agree(const Agreement& agreement, TimePoint now) override;
  std::span<std::uint8_t> open(std::span<std::uint8_t> datagram, const Path& path, TimePoint now) override;
  void on_valid(const Path& path, TimePoint) override { paths_.on_traffic(path); }
  void on_control(const Path& path, TimePoint) override { paths_.on_traffic(path); }
  const Path* route() const override { return srtp_ ? paths_.selected() : nullptr; }
  std::size_t seal(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) override;
  bool ready() const override { return route() != nullptr; }
  const Path* control_route() const override { return route(); }
  // Consent (RFC 7675) tells, answered or not.
  void expect_media(TimePoint) override {}
  bool lost(TimePoint now) const override;

 private:
  void add(const IceCredentials& local);
  void send_flight(SendBatch& out);

  const DtlsIdentity& identity_;
  std::vector<IceCredentials> credentials_;
  IcePaths paths_;
  Fingerprint fingerprint_;
  std::unique_ptr<DtlsAssociation> dtls_;  // from the moment that the peer's fingerprint is known
  std::optional<Srtp> srtp_;
  TimePoint agreed_at_;
};

}  // namespace ringback::media
