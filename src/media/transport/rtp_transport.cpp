#include "media/transport/rtp_transport.hpp"

namespace ringback::media {

// The same address again (a refresh, a provisional and a final answer) is no change: the lock stays.
void RtpTransport::agree(const Agreement& agreement, TimePoint) {
  if (agreed_ && agreement.remote == described_) return;
  agreed_ = true;
  locked_ = false;
  described_ = agreement.remote;
  path_ = {socket_.fd(), described_};
}

std::span<std::uint8_t> RtpTransport::open(std::span<std::uint8_t> datagram, const Path& path) {
  const auto& from = path.remote;
  const bool expected = locked_ ? from == path_.remote : from == described_ || from.same_ip(signalling_);
  return agreed_ && expected ? datagram : std::span<std::uint8_t>();
}

void RtpTransport::on_valid(const Path& path) {
  path_ = path;
  locked_ = true;
}

std::size_t RtpTransport::seal(PacketKind, std::span<std::uint8_t, max_datagram>, std::size_t size) {
  return size;
}

}  // namespace ringback::media
