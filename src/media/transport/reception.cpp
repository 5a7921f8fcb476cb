#include "media/transport/reception.hpp"

#include <algorithm>
#include <cmath>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr int restart_after = 3000;

}  // namespace

std::uint64_t ntp_time(TimePoint monotonic) {
  const auto nanoseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(monotonic.time_since_epoch()).count());
  const std::uint64_t seconds = nanoseconds / 1'000'000'000;
  const std::uint64_t fraction = ((nanoseconds % 1'000'000'000) << 32) / 1'000'000'000;
  return (seconds << 32) | fraction;
}

void Reception::start_source(const RtpHeader& header) {
  close_source();
  ssrc_ = header.ssrc;
  // One cycle above zero, so that packets from before the first don't wrap below it.
  first_ = highest_ = 0x10000U + header.sequence;
}

void Reception::close_source() {
  Reception fresh;
  fresh.clock_ = clock_;
  fresh.packets_ = packets_;
  fresh.lost_before_ = lost();
  fresh.jitter_ms_ = jitter_ms_;
  *this = fresh;
}

void Reception::on_packet(const RtpHeader& header, TimePoint now, bool timed) {
  auto jump = static_cast<std::int16_t>(static_cast<std::uint16_t>(header.sequence - highest_));
  if (!active() || header.ssrc != ssrc_ || std::abs(jump) > restart_after) {
    start_source(header);
    jump = 0;
  }
  if (jump > 0) highest_ += static_cast<std::uint32_t>(jump);
  ++received_;
  ++packets_;
  if (timed) update_jitter(header.timestamp, now);
}

void Reception::update_jitter(std::uint32_t timestamp, TimePoint now) {
  const std::uint32_t transit = samples(now) - timestamp;
  const auto change = static_cast<std::int32_t>(transit - transit_);
  if (transit_known_) jitter_ += (std::abs(static_cast<double>(change)) - jitter_) / 16;
  transit_ = transit;
  transit_known_ = true;
  jitter_ms_ = jitter_ * 1000 / clock_;
}

std::uint32_t Reception::samples(TimePoint now) const {
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count();
  return static_cast<std::uint32_t>(microseconds * static_cast<std::int64_t>(clock_) / 1'000'000);
}

void Reception::on_sender_report(std::uint32_t sent_at, TimePoint now) {
  last_report_ = sent_at;
  last_report_at_ = now;
}

std::uint64_t Reception::lost() const {
  const bool some = active() && expected() > received_;
  return lost_before_ + (some ? expected() - received_ : 0);
}

void Reception::write_block(std::span<std::uint8_t, ReportBlock::size> to, TimePoint now) {
  const std::uint32_t expected_now = expected() - expected_before_;
  const std::uint32_t received_now = received_ - received_before_;
  const std::uint32_t lost_now = expected_now > received_now ? expected_now - received_now : 0;
  const std::int32_t lost = std::clamp(static_cast<std::int32_t>(expected() - received_), -0x800000, 0x7FFFFF);
  expected_before_ = expected();
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
