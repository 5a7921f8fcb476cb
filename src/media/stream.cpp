#include "media/stream.hpp"

namespace ringback::media {

Stream::Stream(Parts parts)
    : id_(parts.id), transport_(std::move(parts.transport)), timeline_(parts.start), tone_(parts.beep_hz) {}

void Stream::agree(const Agreement& agreement, TimePoint now) {
  agreement_ = agreement;
  agreed_ = true;
  transport_->agree(agreement, now);
}

void Stream::play(Tone tone) {
  source_ = {};
  tone_.start(tone);
}

// A bridge to itself.
void Stream::echo() {
  bridge(id_);
}

void Stream::bridge(StreamId peer) {
  sink_ = source_ = peer;
  tone_.start(Tone::silence);
}

// What has been replaced by another bridge or a tone since stays.
void Stream::unbridge(StreamId peer) {
  if (sink_ == peer) sink_ = {};
  if (source_ == peer) source_ = {};
}

}  // namespace ringback::media
