#include "media/transport/reception.hpp"

#include <algorithm>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr std::uint8_t sender_report = 200;
constexpr std::size_t sender_report_size = 28;
constexpr int restart_after = 3000;

std::uint32_t samples(TimePoint now) {
  return static_cast<std::uint32_t>(now.time_since_epoch() / std::chrono::microseconds(125));
}

}  // namespace

std::uint64_t ntp_time(TimePoint monotonic) {
  const auto nanoseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(monotonic.time_since_epoch()).count());
  const std::uint64_t seconds = nanoseconds / 1'000'000'000;
  const std::uint64_t fraction = ((nanoseconds % 1'000'000'000) << 32) / 1'000'000'000;
  return (seconds << 32) | fraction;
}

void Reception::restart(const RtpHeader& header) {
  *this = Reception();
  ssrc_ = header.ssrc;
  // One cycle above zero, so that packets from before the first don't wrap below it.
  first_ = highest_ = 0x10000U + header.sequence;
}

void Reception::on_packet(const RtpHeader& header, TimePoint now) {
  auto jump = static_cast<std::int16_t>(static_cast<std::uint16_t>(header.sequence - highest_));
  if (!active() || header.ssrc != ssrc_ || std::abs(jump) > restart_after) {
    restart(header);
    jump = 0;
  }
  if (jump > 0) highest_ += static_cast<std::uint32_t>(jump);
  ++received_;
  update_jitter(header.timestamp, now);
}

void Reception::update_jitter(std::uint32_t timestamp, TimePoint now) {
  const std::uint32_t transit = samples(now) - timestamp;
  const auto change = static_cast<std::int32_t>(transit - transit_);
  if (received_ > 1) jitter_ += (std::abs(static_cast<double>(change)) - jitter_) / 16;
  transit_ = transit;
}

void Reception::on_control(std::span<const std::uint8_t> bytes, TimePoint now) {
  while (bytes.size() >= 4) {
    const std::size_t size = 4 + 4 * std::size_t{read16(&bytes[2])};
    if (size > bytes.size()) return;
    if (bytes[1] == sender_report && size >= sender_report_size) {
      last_report_ = read32(&bytes[10]);
      last_report_at_ = now;
    }
    bytes = bytes.subspan(size);
  }
}

void Reception::write_block(std::span<std::uint8_t, block_size> to, TimePoint now) {
  const std::uint32_t expected = highest_ - first_ + 1;
  const std::uint32_t expected_now = expected - expected_before_;
  const std::uint32_t received_now = received_ - received_before_;
  const std::uint32_t lost_now = expected_now > received_now ? expected_now - received_now : 0;
  const std::int32_t lost = std::clamp(static_cast<std::int32_t>(expected - received_), -0x800000, 0x7FFFFF);
  expected_before_ = expected;
  received_before_ = received_;

  const std::uint32_t fraction = expected_now == 0 ? 0 : std::min(lost_now * 256 / expected_now, 255U);
  write32(&to[0], ssrc_);
  write32(&to[4], (fraction << 24) | (static_cast<std::uint32_t>(lost) & 0xFFFFFFU));
  write32(&to[8], highest_ - 0x10000U);
  write32(&to[12], static_cast<std::uint32_t>(jitter_));
  const auto delay = std::chrono::duration_cast<std::chrono::microseconds>(now - last_report_at_).count();
  write32(&to[16], last_report_);
  write32(&to[20], last_report_ == 0 ? 0 : static_cast<std::uint32_t>(delay * 65536 / 1'000'000));
}

}  // namespace ringback::media
