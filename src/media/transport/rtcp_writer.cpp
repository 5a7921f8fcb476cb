#include "media/transport/rtcp_writer.hpp"

#include <algorithm>
#include <string_view>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr std::size_t header_size = 8;
constexpr std::size_t info_size = 20;
constexpr std::size_t description_size = 24;
constexpr std::uint8_t cname_item = 1;

struct Header {
  RtcpType type;
  unsigned count;
  std::size_t size;  // of the whole part
  std::uint32_t ssrc;
};

void write_header(std::uint8_t* to, const Header& header) {
  to[0] = static_cast<std::uint8_t>(0x80U | header.count);
  to[1] = static_cast<std::uint8_t>(header.type);
  write16(to + 2, static_cast<std::uint16_t>(header.size / 4 - 1));
  write32(to + 4, header.ssrc);
}

void write_info(const SenderInfo& info, TimePoint now, std::uint8_t* to) {
  const auto ntp = ntp_time(now);
  write32(to, static_cast<std::uint32_t>(ntp >> 32));
  write32(to + 4, static_cast<std::uint32_t>(ntp));
  write32(to + 8, info.timestamp);
  write32(to + 12, info.packets);
  write32(to + 16, info.bytes);
}

// A canonical name of 12 characters: nothing about the machine is given away (RFC 7022).
void write_description(std::uint32_t ssrc, std::span<std::uint8_t, description_size> to) {
  std::fill(to.begin(), to.end(), std::uint8_t{0});
  write_header(to.data(), {RtcpType::source_description, 1, to.size(), ssrc});
  to[8] = cname_item;
  to[9] = 12;
  constexpr std::string_view name = "ring";
  std::copy(name.begin(), name.end(), to.begin() + 10);
  for (std::size_t i = 0; i < 8; ++i) to[14 + i] = static_cast<std::uint8_t>('a' + ((ssrc >> (4 * i)) & 15U));
}

std::size_t write_report(const SenderInfo& info, bool sends, Reception& reception, TimePoint now,
                         std::span<std::uint8_t, max_rtcp> to) {
  const bool block = reception.active();
  const std::size_t block_at = header_size + (sends ? info_size : 0);
  const std::size_t size = block_at + (block ? ReportBlock::size : 0);
  const auto type = sends ? RtcpType::sender_report : RtcpType::receiver_report;
  write_header(to.data(), {type, block ? 1U : 0U, size, info.ssrc});
  if (sends) write_info(info, now, to.data() + header_size);
  if (block) reception.write_block(to.subspan(block_at).first<ReportBlock::size>(), now);
  return size;
}

}  // namespace

std::size_t write_rtcp(const SenderInfo& info, RtcpContents contents, Reception& reception, TimePoint now,
                       std::span<std::uint8_t, max_rtcp> to) {
  std::size_t size = write_report(info, contents.sends, reception, now, to);
  write_description(info.ssrc, to.subspan(size).first<description_size>());
  size += description_size;
  if (!contents.bye) return size;
  write_header(to.data() + size, {RtcpType::bye, 1, header_size, info.ssrc});
  return size + header_size;
}

}  // namespace ringback::media
