#include "media/session_handle.hpp"

#include "media/sound/clip_source.hpp"
#include "media/sound/ring_tone_source.hpp"

namespace ringback::media {

SessionHandle::~SessionHandle() {
  engine_.registry().forget(id_);
  engine_.post(id_, command::Close{});
}

void SessionHandle::set_listener(Listener* listener) {
  engine_.registry().set_listener(id_, listener);
}

Result<std::string> SessionHandle::answer(std::string_view offer) {
  auto answer = negotiation_.answer(offer);
  if (!answer) return answer.error();
  post(std::move(answer->agreement));
  return std::move(answer->sdp);
}

Result<void> SessionHandle::accept(std::string_view answer) {
  auto agreement = negotiation_.accept(answer);
  if (!agreement) return agreement.error();
  post(std::move(*agreement));
  return {};
}

// The encoder is made here, as the media thread allocates nothing.
void SessionHandle::post(Agreement agreement) {
  auto encoder = make_encoder(agreement.codec, agreement.encoder);
  engine_.post(id_, command::Agree{std::move(agreement), std::move(encoder)});
}

void SessionHandle::play(Tone tone) {
  engine_.post(id_, command::Play{tone});
}

void SessionHandle::ring(const RingTone& tone) {
  engine_.post(id_, command::PlaySource{std::make_unique<RingToneSource>(tone)});
}

std::unique_ptr<Playback> SessionHandle::play(SharedClip clip, int times, Playback::Listener& listener) {
  const auto playback = engine_.registry().begin_playback(id_, listener);
  engine_.post(id_, command::PlaySource{std::make_unique<ClipSource>(std::move(clip), times), playback});
  return std::make_unique<PlaybackHandle>(engine_, id_, playback);
}

PlaybackHandle::~PlaybackHandle() {
  if (engine_.registry().end_playback(id_, playback_)) engine_.post(id_, command::StopSource{playback_});
}

void SessionHandle::send_digits(std::string_view digits) {
  engine_.post(id_, command::SendDigits{std::string(digits)});
}

void SessionHandle::pass_digit(char digit) {
  if (const StreamId peer = engine_.registry().bridged_to(id_)) {
    engine_.post(peer, command::SendDigits{std::string(1, digit)});
  }
}

void SessionHandle::echo() {
  engine_.post(id_, command::Echo{});
}

void SessionHandle::expect_media() {
  engine_.post(id_, command::ExpectMedia{});
}

void SessionHandle::listen_for(int hz) {
  engine_.post(id_, command::ListenFor{hz});
}

// A command that is lost takes the feed with it, and so ends the tap.
std::unique_ptr<Tap> SessionHandle::tap(std::shared_ptr<TapSink> sink) {
  auto ring = engine_.taps().open(std::move(sink));
  engine_.post(id_, command::Tap{std::make_unique<TapFeed>(ring)});
  return std::make_unique<TapHandle>(std::move(ring));
}

BridgeHandle::BridgeHandle(ThreadedEngine& engine, StreamId a, StreamId b) : engine_(engine), a_(a), b_(b) {
  engine_.registry().bridge(a_, b_);
  engine_.post(a_, command::Join{b_});
  engine_.post(b_, command::Join{a_});
}

BridgeHandle::~BridgeHandle() {
  engine_.registry().unbridge(a_, b_);
  engine_.post(a_, command::Part{b_});
  engine_.post(b_, command::Part{a_});
}

ListeningHandle::ListeningHandle(ThreadedEngine& engine, StreamId listener, StreamId source)
    : engine_(engine), listener_(listener), source_(source) {
  engine_.post(listener_, command::Listen{source_});
  engine_.post(source_, command::Feed{listener_});
}

ListeningHandle::~ListeningHandle() {
  engine_.post(listener_, command::Part{source_});
  engine_.post(source_, command::Part{listener_});
}

}  // namespace ringback::media
