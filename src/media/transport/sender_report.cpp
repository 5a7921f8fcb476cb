#include "media/transport/sender_report.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

enum PacketType : std::uint8_t { sender_report = 200, source_description = 202 };
constexpr std::size_t info_size = 28;
constexpr std::size_t description_size = 24;
constexpr std::uint8_t cname_item = 1;

void write_header(std::uint8_t* to, PacketType type, unsigned count, std::size_t size) {
  to[0] = static_cast<std::uint8_t>(0x80U | count);
  to[1] = type;
  write16(to + 2, static_cast<std::uint16_t>(size / 4 - 1));
}

// A canonical name of 12 characters: nothing about the machine is given away (RFC 7022).
void write_description(std::uint32_t ssrc, std::span<std::uint8_t, description_size> to) {
  std::fill(to.begin(), to.end(), std::uint8_t{0});
  write_header(to.data(), source_description, 1, to.size());
  write32(&to[4], ssrc);
  to[8] = cname_item;
  to[9] = 12;
  constexpr std::string_view name = "ring";
  std::copy(name.begin(), name.end(), to.begin() + 10);
  for (std::size_t i = 0; i < 8; ++i) to[14 + i] = static_cast<std::uint8_t>('a' + ((ssrc >> (4 * i)) & 15U));
}

}  // namespace

std::size_t write_sender_report(const SenderInfo& info, Reception& reception, TimePoint now,
                                std::span<std::uint8_t, max_sender_report> to) {
  const bool block = reception.active();
  const std::size_t size = info_size + (block ? Reception::block_size : 0);
  const auto ntp = ntp_time(now);
  write_header(to.data(), sender_report, block ? 1 : 0, size);
  write32(&to[4], info.ssrc);
  write32(&to[8], static_cast<std::uint32_t>(ntp >> 32));
  write32(&to[12], static_cast<std::uint32_t>(ntp));
  write32(&to[16], info.timestamp);
  write32(&to[20], info.packets);
  write32(&to[24], info.bytes);
  if (block) reception.write_block(to.subspan<info_size, Reception::block_size>(), now);
  write_description(info.ssrc, to.subspan(size).first<description_size>());
  return size + description_size;
}

}  // namespace ringback::media
