#include "media/transport/webrtc_transport.hpp"

#include <algorithm>

namespace ringback::media {
namespace {

constexpr std::size_t max_credentials = 4;
constexpr Duration consent_lifetime = std::chrono::seconds(30);  // RFC 7675 section 5.1

}  // namespace

const std::string* WebRtcTransport::password_of(std::string_view ufrag) const {
  const auto found =
      std::find_if(credentials_.begin(), credentials_.end(), [&](const auto& c) { return c.ufrag == ufrag; });
  return found == credentials_.end() ? nullptr : &found->password;
}

WebRtcTransport::CheckOutcome WebRtcTransport::on_check(const Path& path, std::string_view local_ufrag, bool nominated,
                                                        TimePoint now) {
  if (credentials_.size() > 1 && credentials_.back().ufrag == local_ufrag) {
    credentials_.erase(credentials_.begin(), credentials_.end() - 1);
  }
  CheckOutcome outcome{.new_path = !paths_.knows(path)};
  outcome.evicted = paths_.on_check(path, nominated, now);
  return outcome;
}

// The same certificate again is the same association, whatever ICE does; another one starts anew.
void WebRtcTransport::agree(const Agreement& agreement, TimePoint now) {
  add(agreement.local_ice);
  const bool same = dtls_ && fingerprint_ == agreement.remote_fingerprint;
  // A browser that only ever asks for the next restart is not there.
  if (!same || paths_.last_check() >= agreed_at_) agreed_at_ = now;
  if (same) return;
  fingerprint_ = agreement.remote_fingerprint;
  srtp_.reset();
  dtls_ = std::make_unique<DtlsAssociation>(identity_, fingerprint_);
}

// Of restarts that nobody followed up the oldest go; the first credentials are those in use.
void WebRtcTransport::add(const IceCredentials& local) {
  if (credentials_.back() == local) return;
  if (credentials_.size() == max_credentials) credentials_.erase(credentials_.begin() + 1);
  credentials_.push_back(local);
}

// A ClientHello that comes before the answer's SDP is lost: the browser repeats it.
void WebRtcTransport::on_dtls(std::span<const std::uint8_t> datagram, const Path& path, SendBatch& out) {
  if (!dtls_ || !paths_.knows(path)) return;
  paths_.on_traffic(path);
  dtls_->receive(datagram);
  send_flight(out);
  if (srtp_ || dtls_->state() != DtlsAssociation::State::connected) return;
  if (const auto keys = dtls_->export_keys()) srtp_ = Srtp::create(keys->server, keys->client);
}

void WebRtcTransport::on_timer(SendBatch& out) {
  if (!dtls_ || dtls_->state() != DtlsAssociation::State::handshaking) return;
  dtls_->on_timer();
  send_flight(out);
}

void WebRtcTransport::close(SendBatch& out) {
  if (!dtls_) return;
  dtls_->close();
  send_flight(out);
}

void WebRtcTransport::send_flight(SendBatch& out) {
  const auto* path = paths_.selected();
  for (const auto& datagram : dtls_->take_outgoing()) {
    if (!path || datagram.size() > max_datagram) continue;
    std::copy(datagram.begin(), datagram.end(), out.next().begin());
    out.add(path->fd, path->remote, datagram.size());
  }
}

bool WebRtcTransport::lost(TimePoint now) const {
  if (!dtls_) return false;
  const bool silent = now - std::max(paths_.last_check(), agreed_at_) > consent_lifetime;
  return silent || dtls_->state() == DtlsAssociation::State::closed;
}

std::span<std::uint8_t> WebRtcTransport::open(std::span<std::uint8_t> datagram, const Path& path, TimePoint) {
  if (!srtp_ || !paths_.knows(path)) return {};
  return srtp_->unprotect(classify(datagram), datagram);
}

std::size_t WebRtcTransport::seal(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) {
  return srtp_ ? srtp_->protect(kind, buffer, size) : 0;
}

}  // namespace ringback::media
