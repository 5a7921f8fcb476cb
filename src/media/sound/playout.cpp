#include "media/sound/playout.hpp"

#include <algorithm>
#include <cstdlib>

#include "media/sound/shorten.hpp"

namespace ringback::media {
namespace {

using std::chrono::milliseconds;

constexpr unsigned frame_ms = 20;
constexpr int restart_after = 3000;      // a jump in sequence numbers that no loss explains (RFC 3550 appendix A.1)
constexpr unsigned dry_frames = 6;       // then what comes starts anew, with its delay
constexpr unsigned watched_frames = 25;  // how long more than needed must wait before it is shortened
constexpr Duration too_deep = milliseconds(200);    // beyond the target: cut off at once
constexpr Duration spare = milliseconds(frame_ms);  // beyond target and one packet: its and our beat out of step

Duration length_of(std::int64_t units, unsigned rate) {
  return std::chrono::nanoseconds(units * 1'000'000'000 / rate);
}

double in_milliseconds(Duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

}  // namespace

bool Playout::follows(const RtpHeader& header) const {
  return header.ssrc == ssrc_ && std::abs(sequence_distance(sequence_, header.sequence)) < restart_after;
}

void Playout::insert(const Frame& frame, TimePoint now) {
  const auto& header = frame.packet.header;
  if (!follows(header)) {
    reset();
    ssrc_ = header.ssrc;
  }
  if (!playing_ && buffer_.empty()) {
    sequence_ = header.sequence;
    first_at_ = now;
  }
  if (!frame.event) delay_.on_packet(header.timestamp, clock_rate(frame.codec), now);
  if (playing_ && sequence_distance(sequence_, header.sequence) < 0) {
    ++report_.late;
    return;
  }
  buffer_.insert(frame);
}

// Enough waits, or it has waited long enough.
bool Playout::due(TimePoint now) const {
  if (buffer_.empty()) return false;
  return now - first_at_ >= delay_.target() || waiting() >= delay_.target();
}

void Playout::start() {
  const auto* first = buffer_.after(static_cast<std::uint16_t>(sequence_ - restart_after));
  playing_ = true;
  sequence_ = first->sequence;
  timestamp_ = first->timestamp;
  codec_ = first->codec;
  last_length_ = std::max(first->length, std::uint32_t{clock_per_frame(codec_)});
  dry_frames_ = watched_frames_ = 0;
  deepest_ = {};
}

std::span<const std::int16_t> Playout::next(unsigned max_rate, TimePoint now) {
  if (max_rate != max_rate_) queue_.clear();
  max_rate_ = max_rate;
  if (!playing_ && due(now)) start();
  if (!playing_) return {};
  watch_depth();
  fill(frame_ms);
  const auto frame = std::span(frame_).first(frame_size());
  if (queue_.size() < frame.size()) return {};
  queue_.take(frame);
  return frame;
}

// The rate may change on the way, with a packet of another codec.
void Playout::fill(unsigned milliseconds) {
  while (playing_ && queue_.size() < rate_ * milliseconds / 1000) {
    if (const auto* packet = buffer_.find(sequence_)) {
      play(*packet);
    } else if (const auto* later = buffer_.after(sequence_)) {
      skip_to(*later);
    } else {
      run_dry();
    }
  }
}

void Playout::use_rate_of(Codec codec) {
  const auto rate = std::min(pcm_rate(codec), max_rate_);
  if (rate != rate_) queue_.clear();
  rate_ = rate;
  codec_ = codec;
  decoders_.of(codec).set_rate(rate);
}

void Playout::play(const JitterBuffer::Packet& packet) {
  if (packet.length > 0) {
    use_rate_of(packet.codec);
    queue_.added(decoders_.of(packet.codec).decode(packet.payload, queue_.room()));
    timestamp_ = packet.timestamp + packet.length;
    last_length_ = packet.length;
    dry_frames_ = 0;
    ++report_.packets;
  }
  buffer_.erase(sequence_++);
}

// Packets are missing before one that is there. Sound is made up as long as theirs was, so that what follows keeps its
// time; the last of them may be told by the one after it.
void Playout::skip_to(const JitterBuffer::Packet& later) {
  const auto clock = clock_rate(codec_);
  const auto missing = static_cast<std::uint32_t>(sequence_distance(sequence_, later.sequence));
  const auto hole = later.length > 0 ? static_cast<std::int32_t>(later.timestamp - timestamp_) : 0;
  const bool plausible = hole > 0 && static_cast<std::uint32_t>(hole) <= clock;
  const auto length = plausible ? static_cast<std::uint32_t>(hole) / missing : last_length_;
  use_rate_of(codec_);
  const auto samples = std::min<std::size_t>(std::size_t{length} * rate_ / clock, queue_.room().size());
  const auto lost = queue_.room().first(samples);
  ++report_.lost;
  ++sequence_;
  timestamp_ += length;
  if (missing == 1 && later.codec == codec_ && decoders_.of(codec_).recover(later.payload, lost)) {
    ++report_.recovered;
    queue_.added(samples);
  } else {
    conceal(samples);
  }
}

// Nothing is left. The packet that is due may still come, and is then as much later.
void Playout::run_dry() {
  if (++dry_frames_ > dry_frames) {
    playing_ = false;
    return queue_.clear();
  }
  use_rate_of(codec_);
  conceal(frame_size());
}

void Playout::conceal(std::size_t samples) {
  const auto made = queue_.room().first(std::min(samples, queue_.room().size()));
  decoders_.of(codec_).conceal(made);
  queue_.added(made.size());
  report_.concealed_ms += made.size() * 1000 / rate_;
}

Duration Playout::waiting() const {
  const auto* newest = buffer_.newest();
  const auto decoded = length_of(static_cast<std::int64_t>(queue_.size()), rate_);
  if (!newest) return decoded;
  const auto from =
      playing_ ? timestamp_ : buffer_.after(static_cast<std::uint16_t>(sequence_ - restart_after))->timestamp;
  const auto units = static_cast<std::int32_t>(newest->timestamp + newest->length - from);
  return decoded + length_of(std::max(units, 0), clock_rate(newest->codec));
}

void Playout::watch_depth() {
  const auto depth = waiting();
  deepest_ = std::max(deepest_, depth);
  if (depth > delay_.target() + too_deep) return drop_to(delay_.target());
  if (++watched_frames_ < watched_frames) return;
  const auto packet = length_of(last_length_, clock_rate(codec_));
  const bool more_than_needed = deepest_ >= delay_.target() + packet + spare;
  watched_frames_ = 0;
  deepest_ = depth;
  if (more_than_needed) shorten();
}

void Playout::shorten() {
  fill(shorten_needs_ms);
  const auto gone = media::shorten(queue_.content(), rate_);
  queue_.cut(gone);
  if (gone > 0) ++shortened_;
}

// After a stall of the network a heap of packets comes at once: old sound is worth less than being on time.
void Playout::drop_to(Duration depth) {
  queue_.clear();
  while (waiting() > depth) {
    const auto* packet = buffer_.after(static_cast<std::uint16_t>(sequence_ - 1));
    if (!packet) return;
    sequence_ = static_cast<std::uint16_t>(packet->sequence + 1);
    if (packet->length > 0) timestamp_ = packet->timestamp + packet->length;
    buffer_.erase(packet->sequence);
    ++report_.late;
  }
}

void Playout::reset() {
  if (!playing_ && buffer_.empty()) return;
  buffer_.clear();
  queue_.clear();
  delay_.restart();
  decoders_.reset();
  playing_ = false;
  dry_frames_ = 0;
}

Quality::Playout Playout::report() const {
  auto report = report_;
  report.depth_ms = in_milliseconds(waiting());
  report.target_ms = in_milliseconds(delay_.target());
  return report;
}

}  // namespace ringback::media
