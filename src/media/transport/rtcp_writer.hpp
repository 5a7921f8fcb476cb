#pragma once

#include <cstdint>
#include <span>

#include "media/transport/reception.hpp"

namespace ringback::media {

// What a sender tells of itself (RFC 3550 section 6.4.1).
struct SenderInfo {
  std::uint32_t ssrc = 0;
  std::uint32_t timestamp = 0;  // RTP's, of the same moment as `now`
  std::uint32_t packets = 0;
  std::uint32_t bytes = 0;  // of payload
};

inline constexpr std::size_t max_rtcp = 88;

struct RtcpContents {
  // Sound has been sent since the last report: a sender report; else a receiver report (RFC 3550 section 6.4).
  bool sends = true;
  bool bye = false;  // the last packet of this source
};

// A compound packet of report, CNAME and, at the end, BYE. If something has been received, its block gives the peer its
// round trip. Returns the size.
std::size_t write_rtcp(const SenderInfo& info, RtcpContents contents, Reception& reception, TimePoint now,
                       std::span<std::uint8_t, max_rtcp> to);

}  // namespace ringback::media
