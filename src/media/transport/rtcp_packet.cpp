#include "media/transport/rtcp_packet.hpp"

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr std::size_t header_size = 8;  // with the sender's SSRC
constexpr std::size_t sender_info_size = 20;

ReportBlock read_block(const std::uint8_t* at) {
  ReportBlock block{.ssrc = read32(at), .fraction_lost = at[4]};
  // 24 bits with a sign.
  block.lost = static_cast<std::int32_t>(read32(at + 4) << 8) >> 8;
  block.highest = read32(at + 8);
  block.jitter = read32(at + 12);
  block.last_report = read32(at + 16);
  block.delay = read32(at + 20);
  return block;
}

// False if the part is shorter than its own count of blocks.
bool read_report(std::span<const std::uint8_t> part, std::uint32_t ours, RtcpPacket& into) {
  const bool of_sender = part[1] == static_cast<std::uint8_t>(RtcpType::sender_report);
  const std::size_t blocks_at = header_size + (of_sender ? sender_info_size : 0);
  const std::size_t count = part[0] & 0x1FU;
  if (part.size() < blocks_at + count * ReportBlock::size) return false;
  if (of_sender) into.sent_at = read32(&part[header_size + 2]);
  for (std::size_t i = 0; i < count; ++i) {
    const auto block = read_block(&part[blocks_at + i * ReportBlock::size]);
    if (block.ssrc == ours) into.about_us = block;
  }
  return true;
}

bool read_part(std::span<const std::uint8_t> part, std::uint32_t ours, RtcpPacket& into) {
  switch (static_cast<RtcpType>(part[1])) {
    case RtcpType::sender_report:
    case RtcpType::receiver_report:
      return read_report(part, ours, into);
    case RtcpType::bye:
      into.bye = true;
      return true;
    default:
      return true;  // names, feedback, extended reports: nothing that is needed here
  }
}

}  // namespace

std::optional<RtcpPacket> parse_rtcp(std::span<const std::uint8_t> bytes, std::uint32_t ours) {
  if (bytes.size() < 4) return std::nullopt;
  RtcpPacket packet;
  while (!bytes.empty()) {
    if (bytes.size() < 4 || bytes[0] >> 6 != 2) return std::nullopt;
    const std::size_t size = 4 + 4 * std::size_t{read16(&bytes[2])};
    const bool padded = bytes[0] & 0x20U;
    if (size > bytes.size() || (padded && size != bytes.size())) return std::nullopt;
    if (!read_part(bytes.first(size), ours, packet)) return std::nullopt;
    bytes = bytes.subspan(size);
  }
  return packet;
}

}  // namespace ringback::media
