#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace ringback::media {

// RFC 3550 section 5.1.
struct RtpHeader {
  std::uint8_t payload_type = 0;
  bool marker = false;
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint32_t ssrc = 0;
};

inline constexpr std::size_t rtp_header_size = 12;

struct RtpPacket {
  RtpHeader header;
  std::span<const std::uint8_t> payload;  // without padding and header extensions
};

// What the first bytes of a datagram on a shared port say (RFC 7983, RFC 5761 section 4).
enum class PacketKind { stun, dtls, rtp, rtcp, unknown };
PacketKind classify(std::span<const std::uint8_t> datagram);

// Nothing if it isn't RTP version 2 with all that its header promises.
std::optional<RtpPacket> parse_rtp(std::span<const std::uint8_t> bytes);

// Writes the 12 bytes of a header without sources or extension.
void write_rtp_header(const RtpHeader& header, std::span<std::uint8_t, rtp_header_size> to);

}  // namespace ringback::media
