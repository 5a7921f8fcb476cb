#include "media/transport/rtp_packet.hpp"

#include "media/transport/byte_order.hpp"

namespace ringback::media {

PacketKind classify(std::span<const std::uint8_t> datagram) {
  if (datagram.size() < 2) return PacketKind::unknown;
  const std::uint8_t first = datagram[0];
  if (first < 4) return PacketKind::stun;
  if (first >= 20 && first < 64) return PacketKind::dtls;
  if (first < 128 || first >= 192) return PacketKind::unknown;
  const bool control = datagram[1] >= 192 && datagram[1] < 224;
  return control ? PacketKind::rtcp : PacketKind::rtp;
}

std::optional<RtpPacket> parse_rtp(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < rtp_header_size || bytes[0] >> 6 != 2) return std::nullopt;
  std::size_t start = rtp_header_size + 4 * std::size_t{bytes[0] & 0x0FU};  // contributing sources
  if (bytes[0] & 0x10U) {                                                   // header extension
    if (bytes.size() < start + 4) return std::nullopt;
    start += 4 + 4 * std::size_t{read16(&bytes[start + 2])};
  }
  const std::size_t padding = bytes[0] & 0x20U ? bytes.back() : 0;
  if (bytes.size() < start + padding || (bytes[0] & 0x20U && padding == 0)) return std::nullopt;
  RtpPacket packet;
  packet.header.marker = bytes[1] & 0x80U;
  packet.header.payload_type = bytes[1] & 0x7FU;
  packet.header.sequence = read16(&bytes[2]);
  packet.header.timestamp = read32(&bytes[4]);
  packet.header.ssrc = read32(&bytes[8]);
  packet.payload = bytes.subspan(start, bytes.size() - start - padding);
  return packet;
}

void write_rtp_header(const RtpHeader& header, std::span<std::uint8_t, rtp_header_size> to) {
  to[0] = 0x80;
  to[1] = static_cast<std::uint8_t>((header.marker ? 0x80 : 0) | header.payload_type);
  write16(&to[2], header.sequence);
  write32(&to[4], header.timestamp);
  write32(&to[8], header.ssrc);
}

}  // namespace ringback::media
