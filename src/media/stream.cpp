#include "media/stream.hpp"

namespace ringback::media {

Stream::Stream(Parts parts)
    : id_(parts.id),
      transport_(std::move(parts.transport)),
      rtcp_(parts.start.ssrc),
      timeline_(parts.start),
      tone_(parts.beep_hz),
      quality_(std::move(parts.quality)) {}

void Stream::agree(Agreement agreement, std::unique_ptr<Encoder> encoder, TimePoint now) {
  // An encoder in use goes on where it was, unless there is something new to it.
  if (!encoder_ || agreement.codec != agreement_.codec || agreement.encoder != agreement_.encoder) {
    encoder_ = std::move(encoder);
  }
  if (agreement.may_send && !agreement_.may_send) timeline_.begin_source();
  agreement_ = std::move(agreement);
  agreed_ = true;
  timeline_.set_clock(clock_rate(agreement_.codec));
  rtcp_.set_source(timeline_.ssrc(), clock_rate(agreement_.codec));
  transport_->agree(agreement_, now);
}

void Stream::play(Tone tone) {
  source_ = {};
  played_ = nullptr;
  tone_.start(tone);
  timeline_.begin_source();
  playout_.reset();
}

void Stream::play(std::unique_ptr<PcmSource> source, std::uint32_t playback) {
  play(Tone::silence);
  played_ = std::move(source);
  playback_ = playback;
}

void Stream::stop(std::uint32_t playback) {
  if (playback_ != playback || !played_) return;
  if (!can_send()) return played_.reset();
  played_->end();
}

// A bridge to itself.
void Stream::echo() {
  bridge(id_);
}

void Stream::bridge(StreamId peer) {
  feed(peer);
  listen(peer);
}

void Stream::listen(StreamId source, std::optional<Codec> codec) {
  play(Tone::silence);
  source_ = source;
  shared_codec_ = codec;
  own_sequence_.reset();
}

// What has been replaced by another bridge or a tone since stays.
void Stream::unbridge(StreamId peer) {
  if (sink_ == peer) sink_ = {};
  if (source_ == peer) source_ = {};
}

}  // namespace ringback::media
