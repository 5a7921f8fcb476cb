#include "media/transport/timeline.hpp"

#include <cstdlib>

namespace ringback::media {
namespace {

using std::chrono::microseconds;

constexpr Duration one_sample = microseconds(125);
constexpr Duration jitter_allowed = std::chrono::milliseconds(40);
constexpr int restart_after = 3000;  // a jump in sequence numbers that no loss explains (RFC 3550 appendix A.1)

std::int16_t distance(std::uint16_t from, std::uint16_t to) {
  return static_cast<std::int16_t>(static_cast<std::uint16_t>(to - from));
}

}  // namespace

// Time in which nothing was sent passes on the peer's clock too.
void Timeline::resume(TimePoint now) {
  if (source_ == Source::none) ends_ = now;
  if (now - ends_ > jitter_allowed) timestamp_ += static_cast<std::uint32_t>((now - ends_) / one_sample);
  if (now - ends_ > jitter_allowed || ends_ - now > jitter_allowed) ends_ = now;
}

RtpHeader Timeline::own(TimePoint now, std::uint32_t samples) {
  resume(now);
  const RtpHeader header{
      .marker = source_ != Source::own, .sequence = ++sequence_, .timestamp = timestamp_, .ssrc = ssrc_};
  timestamp_ += samples;
  ends_ += samples * one_sample;
  source_ = Source::own;
  return header;
}

void Timeline::map(const RtpHeader& from, TimePoint now) {
  resume(now);
  from_ssrc_ = from.ssrc;
  from_first_ = from.sequence;
  sequence_offset_ = static_cast<std::uint16_t>(sequence_ + 1 - from.sequence);
  timestamp_offset_ = timestamp_ - from.timestamp;
  source_ = Source::relayed;
}

std::optional<RtpHeader> Timeline::relayed(const RtpHeader& from, TimePoint now, std::uint32_t samples) {
  const auto jump = distance(sequence_, static_cast<std::uint16_t>(from.sequence + sequence_offset_));
  const bool changed = source_ != Source::relayed || from.ssrc != from_ssrc_ || std::abs(jump) > restart_after;
  if (changed) map(from, now);
  if (distance(from_first_, from.sequence) < 0) return std::nullopt;

  RtpHeader header{.marker = changed || from.marker, .ssrc = ssrc_};
  header.sequence = static_cast<std::uint16_t>(from.sequence + sequence_offset_);
  header.timestamp = from.timestamp + timestamp_offset_;
  if (distance(sequence_, header.sequence) > 0) {
    sequence_ = header.sequence;
    timestamp_ = header.timestamp + samples;
    ends_ = now + samples * one_sample;
  }
  return header;
}

std::uint32_t Timeline::timestamp_at(TimePoint now) const {
  return timestamp_ + static_cast<std::uint32_t>((now - ends_) / one_sample);
}

}  // namespace ringback::media
