#pragma once

#include <cstdint>
#include <span>

#include "media/transport/reception.hpp"

namespace ringback::media {

// What a sender tells of itself (RFC 3550 section 6.4.1).
struct SenderInfo {
  std::uint32_t ssrc;
  std::uint32_t timestamp;  // RTP's, of the same moment as `now`
  std::uint32_t packets;
  std::uint32_t bytes;  // of payload
};

inline constexpr std::size_t max_sender_report = 80;

// A compound packet of sender report and CNAME. If something has been received, its block gives the peer its round
// trip. Returns the size.
std::size_t write_sender_report(const SenderInfo& info, Reception& reception, TimePoint now,
                                std::span<std::uint8_t, max_sender_report> to);

}  // namespace ringback::media
