#include "media/transport/rtp_transport.hpp"

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

// A locked source that has been silent for so long may have got another port. Longer than a burst of loss.
constexpr Duration rebind_pause = std::chrono::milliseconds(500);
constexpr std::size_t ssrc_at = 8;

}  // namespace

// The same address again (a refresh, a provisional and a final answer) is no change, nor is none while the peer holds:
// the lock stays, and sound flows at once when the call is resumed.
void RtpTransport::agree(const Agreement& agreement, TimePoint now) {
  active_ = agreement.may_send && agreement.may_receive;
  alive_at_ = now;
  rtcp_mux_ = agreement.rtcp_mux;
  const bool held = !agreement.may_send && !agreement.remote.set();
  const bool same = agreement.remote == described_ && agreement.remote_control == described_control_;
  if (agreed_ && (held || same)) return;
  agreed_ = true;
  locked_ = control_locked_ = false;
  described_ = agreement.remote;
  described_control_ = agreement.remote_control;
  path_ = {fd(), described_};
  control_path_ = {control_fd(), described_control_};
}

bool RtpTransport::plausible(const Address& from) const {
  return from == described_ || from.same_ip(parts_.signalling);
}

bool RtpTransport::rebound(std::span<const std::uint8_t> datagram, const Address& from, TimePoint now) const {
  return now - heard_at_ >= rebind_pause && from.same_ip(path_.remote) && datagram.size() >= rtp_header_size &&
         read32(&datagram[ssrc_at]) == locked_ssrc_;
}

bool RtpTransport::takes_control(const Path& path) const {
  if (control_locked_) return path.remote == control_path_.remote;
  return path.remote == described_control_ || path.remote.same_ip(parts_.signalling) ||
         (locked_ && path.remote.same_ip(path_.remote));
}

std::span<std::uint8_t> RtpTransport::open(std::span<std::uint8_t> datagram, const Path& path, TimePoint now) {
  if (!agreed_) return {};
  const bool control = classify(datagram) == PacketKind::rtcp;
  if (path.fd == control_fd()) return control && takes_control(path) ? datagram : std::span<std::uint8_t>();
  const bool expected = locked_ ? path.remote == path_.remote || (!control && rebound(datagram, path.remote, now))
                                : plausible(path.remote);
  if (!expected) return {};
  if (!control && datagram.size() >= rtp_header_size) ssrc_ = read32(&datagram[ssrc_at]);
  return datagram;
}

void RtpTransport::on_valid(const Path& path, TimePoint now) {
  path_ = path;
  locked_ = true;
  locked_ssrc_ = ssrc_;
  heard_at_ = alive_at_ = now;
}

void RtpTransport::on_control(const Path& path, TimePoint now) {
  alive_at_ = now;
  if (path.fd != control_fd()) return;
  control_path_ = path;
  control_locked_ = true;
}

const Path* RtpTransport::control_route() const {
  if (rtcp_mux_) return route();
  return control_path_.remote.set() && control_fd() >= 0 ? &control_path_ : nullptr;
}

std::size_t RtpTransport::seal(PacketKind, std::span<std::uint8_t, max_datagram>, std::size_t size) {
  return size;
}

void RtpTransport::expect_media(TimePoint now) {
  if (!expecting_) alive_at_ = now;
  expecting_ = true;
}

bool RtpTransport::lost(TimePoint now) const {
  const bool watched = expecting_ && active_ && parts_.silence_limit > Duration::zero();
  return watched && now - alive_at_ > parts_.silence_limit;
}

}  // namespace ringback::media
