#include "media/transport/port_range.hpp"

#include <algorithm>

namespace ringback::media {
namespace {

Result<RtpSockets> bind_pair(const Address& local) {
  auto rtp = UdpSocket::bind(local);
  if (!rtp) return rtp.error();
  auto rtcp = UdpSocket::bind(local.with_port(static_cast<std::uint16_t>(local.port() + 1)));
  if (!rtcp) return rtcp.error();
  return RtpSockets{std::move(*rtp), std::move(*rtcp)};
}

}  // namespace

PortRange::PortRange(std::uint16_t first, std::uint16_t last)
    : first_(static_cast<std::uint16_t>(first + first % 2)),
      last_(last),
      taken_(last >= first_ ? static_cast<std::size_t>(last - first_ + 1) / 2 : 0) {}

Result<RtpSockets> PortRange::bind(const Address& local) {
  std::string last_error;
  for (std::size_t tries = 0; tries < taken_.size(); ++tries) {
    const auto place = next_;
    next_ = (next_ + 1) % taken_.size();
    if (taken_[place]) continue;
    auto pair = bind_pair(local.with_port(static_cast<std::uint16_t>(first_ + 2 * place)));
    if (pair) {
      taken_[place] = true;
      return pair;
    }
    last_error = ": " + pair.error().message;
  }
  return Error{0, "no RTP port is free from " + std::to_string(first_) + " to " + std::to_string(last_) + last_error};
}

void PortRange::release(std::uint16_t port) {
  taken_[static_cast<std::size_t>(port - first_) / 2] = false;
}

std::size_t PortRange::taken() const {
  return static_cast<std::size_t>(std::count(taken_.begin(), taken_.end(), true));
}

}  // namespace ringback::media
