#include "media/transport/rtcp_session.hpp"

#include <algorithm>

namespace ringback::media {
namespace {

constexpr Duration mean_interval = std::chrono::seconds(5);
constexpr double longest_round_trip_ms = 30'000;  // beyond that a report is forged or a clock is broken

}  // namespace

// The counts of a sender report are of one source (RFC 3550 section 6.4.1).
void RtcpSession::set_source(std::uint32_t ssrc, std::uint32_t clock) {
  clock_ = clock;
  reception_.set_clock(clock);
  if (ssrc == info_.ssrc) return;
  info_ = {.ssrc = ssrc};
  packets_reported_ = 0;
  lost_before_ = sent_.lost;
}

void RtcpSession::on_sent(std::size_t payload) {
  ++info_.packets;
  info_.bytes += static_cast<std::uint32_t>(payload);
  ++sent_.packets;
}

bool RtcpSession::on_rtcp(std::span<const std::uint8_t> bytes, TimePoint now) {
  const auto packet = parse_rtcp(bytes, info_.ssrc);
  if (!packet) return false;
  if (packet->sent_at) reception_.on_sender_report(*packet->sent_at, now);
  if (packet->about_us) take_block(*packet->about_us, now);
  if (packet->bye) reception_.on_bye();
  return true;
}

void RtcpSession::take_block(const ReportBlock& block, TimePoint now) {
  sent_.reported = true;
  loss_percent_ = block.fraction_lost * 100 / 256;
  sent_.lost = lost_before_ + static_cast<std::uint64_t>(std::max(block.lost, 0));
  sent_.jitter_ms = block.jitter * 1000.0 / clock_;
  if (block.last_report == 0) return;
  // RFC 3550 section 6.4.1: now, less the time that the report lay there, less when it was sent.
  const std::uint32_t trip = short_ntp_time(now) - block.delay - block.last_report;
  const double milliseconds = trip * 1000.0 / 65536;
  if (milliseconds <= longest_round_trip_ms) round_trip_ms_ = milliseconds;
}

// A linear congruential generator (Knuth's numbers): chance enough for spreading reports.
Duration RtcpSession::next_interval() {
  random_ = random_ * 1664525U + 1013904223U;
  return mean_interval / 2 + mean_interval * (random_ >> 16) / 65536;
}

bool RtcpSession::due(TimePoint now) {
  // The first after half the time (RFC 3550 section 6.2).
  if (next_report_ == TimePoint()) next_report_ = now + next_interval() / 2;
  return now >= next_report_;
}

std::size_t RtcpSession::write(std::uint32_t timestamp, Occasion occasion, TimePoint now,
                               std::span<std::uint8_t, max_rtcp> to) {
  const bool sends = info_.packets != packets_reported_;
  packets_reported_ = info_.packets;
  info_.timestamp = timestamp;
  next_report_ = now + next_interval();
  return write_rtcp(info_, {.sends = sends, .bye = occasion == Occasion::end}, reception_, now, to);
}

Quality RtcpSession::measured() const {
  Quality quality{.sent = sent_, .round_trip_ms = round_trip_ms_};
  quality.received = {.packets = reception_.packets(),
                      .lost = reception_.lost(),
                      .jitter_ms = reception_.jitter_ms(),
                      .reported = reception_.packets() > 0};
  return quality;
}

}  // namespace ringback::media
