#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace ringback::media {

// RFC 3550 section 12.1.
enum class RtcpType : std::uint8_t { sender_report = 200, receiver_report = 201, source_description = 202, bye = 203 };

// What a receiver tells of one source (RFC 3550 section 6.4.1).
struct ReportBlock {
  static constexpr std::size_t size = 24;
  std::uint32_t ssrc = 0;
  std::uint8_t fraction_lost = 0;  // since its last report, in 256ths
  std::int32_t lost = 0;           // in all; negative if packets came twice
  std::uint32_t highest = 0;       // sequence number and its cycles
  std::uint32_t jitter = 0;        // in time stamp units
  std::uint32_t last_report = 0;   // middle 32 bits of the NTP time of the source's last sender report; 0: none came
  std::uint32_t delay = 0;         // since that one came, in 65536ths of a second
};

// What a compound packet means to the one source that asks.
struct RtcpPacket {
  std::optional<std::uint32_t> sent_at;  // of a sender report: the middle 32 bits of its NTP time
  std::optional<ReportBlock> about_us;   // how our own sound arrives there
  bool bye = false;
};

// Reads a compound packet as `ours` sees it. Nothing if it isn't one: wrong version, lengths that don't add up, padding
// before the end (RFC 3550 appendix A.2). The first part may be of any type (RFC 5506).
std::optional<RtcpPacket> parse_rtcp(std::span<const std::uint8_t> bytes, std::uint32_t ours);

}  // namespace ringback::media
