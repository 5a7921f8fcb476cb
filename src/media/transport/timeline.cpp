#include "media/transport/timeline.hpp"

#include <cstdlib>

namespace ringback::media {
namespace {

constexpr Duration jitter_allowed = std::chrono::milliseconds(40);
constexpr int restart_after = 3000;  // a jump in sequence numbers that no loss explains (RFC 3550 appendix A.1)

std::int16_t distance(std::uint16_t from, std::uint16_t to) {
  return static_cast<std::int16_t>(static_cast<std::uint16_t>(to - from));
}

}  // namespace

// Split, so that no product of a long time and a quick clock overflows.
std::uint32_t Timeline::units(Duration time) const {
  const auto whole = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(time - whole).count();
  return static_cast<std::uint32_t>(whole.count() * clock_ + rest * clock_ / 1'000'000'000);
}

Duration Timeline::length(std::uint32_t units) const {
  return std::chrono::nanoseconds(std::uint64_t{units} * 1'000'000'000 / clock_);
}

void Timeline::set_clock(unsigned rate) {
  if (rate == clock_) return;
  clock_ = rate;
  if (source_ == Source::none) return;
  // Any number but the old one does; this one has no neighbour among streams that start at random.
  ssrc_ = ssrc_ * 1664525 + 1013904223;
  sequence_ &= 0x7FFFU;
  source_ = Source::none;
}

// Time in which nothing was sent passes on the peer's clock too.
void Timeline::resume(TimePoint now) {
  if (source_ == Source::none) ends_ = now;
  if (now - ends_ > jitter_allowed) timestamp_ += units(now - ends_);
  if (now - ends_ > jitter_allowed || ends_ - now > jitter_allowed) ends_ = now;
}

RtpHeader Timeline::own(TimePoint now, std::uint32_t samples) {
  resume(now);
  const RtpHeader header{
      .marker = begins_ || source_ != Source::own, .sequence = ++sequence_, .timestamp = timestamp_, .ssrc = ssrc_};
  timestamp_ += samples;
  ends_ += length(samples);
  source_ = Source::own;
  begins_ = false;
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
  const bool changed =
      begins_ || source_ != Source::relayed || from.ssrc != from_ssrc_ || std::abs(jump) > restart_after;
  if (changed) map(from, now);
  if (distance(from_first_, from.sequence) < 0) return std::nullopt;

  RtpHeader header{.marker = changed || from.marker, .ssrc = ssrc_};
  begins_ = false;
  header.sequence = static_cast<std::uint16_t>(from.sequence + sequence_offset_);
  header.timestamp = from.timestamp + timestamp_offset_;
  if (distance(sequence_, header.sequence) > 0) {
    sequence_ = header.sequence;
    timestamp_ = header.timestamp + samples;
    ends_ = now + length(samples);
  }
  return header;
}

std::uint32_t Timeline::timestamp_at(TimePoint now) const {
  return timestamp_ + units(now - ends_);
}

}  // namespace ringback::media
