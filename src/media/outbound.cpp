#include <algorithm>
#include <array>

#include "media/sound/g711.hpp"
#include "media/stream.hpp"

// The way of a packet out, every 20 ms: digits, what another stream said in another codec, sound that is made here.
namespace ringback::media {
namespace {

using std::chrono::milliseconds;

// How long a bridged source may pause before silence fills in. Longer than its packets and their jitter: a peer must
// never hear both at once.
constexpr Duration source_pause = milliseconds(100);
// How long a relayed event keeps sound away after each of its packets, which come every 20 to 50 ms.
constexpr Duration event_pause = milliseconds(60);
// A held key of which nothing has come for so long is held no more: all three ends were lost.
constexpr Duration event_lost = milliseconds(200);

// How long a peer needs after the first packet before it plays what it gets: devices open, a jitter buffer fills.
constexpr Duration peer_opens = milliseconds(250);

std::span<std::uint8_t> payload_of(std::span<std::uint8_t, max_datagram> buffer) {
  return buffer.subspan(rtp_header_size, max_payload);
}

}  // namespace

void Stream::tick(TimePoint now) {
  if (agreed_ && !connected_ && transport_->ready()) {
    connected_ = true;
    host_->report(id_, {StreamEvent::Kind::connected});
  }
  // Reports go on while the sound is on hold (RFC 3264 section 5.1).
  if (agreed_ && transport_->control_route() && rtcp_.due(now)) send_report(RtcpSession::Occasion::report, now);
  publish();
  if (can_send()) {
    if (first_sent_at_ == TimePoint()) first_sent_at_ = now;
    send_frame(now);
  } else {
    pass_time_of_played();
  }
  feed_taps(now);
}

void Stream::feed_taps(TimePoint now) {
  if (taps_.empty()) return;
  std::erase_if(taps_, [now](auto& tap) { return !tap->tick(now); });
  host_->wake_taps();
}

void Stream::publish() {
  auto quality = rtcp_.measured();
  quality.playout = playout_.report();
  quality_->publish(quality);
}

// The playout goes on whoever is heard.
void Stream::send_frame(TimePoint now) {
  const auto heard = playout_.next(pcm_rate(agreement_.codec), now);
  if (digits_out_.held() && now - relayed_event_at_ > event_lost) digits_out_.release(0);
  if (digits_out_.active()) return send_digit(now);
  if (now - relayed_event_at_ < event_pause) return;
  if (!heard.empty()) return send_heard(heard, now);
  if (!source_ || now - relayed_at_ > source_pause) send_own(now);
}

// All packets of an event bear the time stamp of its start (RFC 4733 section 2.5.1.2).
void Stream::send_digit(TimePoint now) {
  const auto length = clock_per_frame(agreement_.codec);
  const auto event = digits_out_.tick(length);
  if (!event) return send_own(now);
  const auto payload_type = agreement_.send_event_type;
  if (!payload_type) return send_tones(*event, now);
  auto header = timeline_.own(now, length);
  if (event->first) event_timestamp_ = header.timestamp;
  header.timestamp = event_timestamp_ + event->offset;
  header.marker = event->first;
  header.payload_type = *payload_type;
  const auto buffer = host_->outbox().next();
  std::copy(event->payload.begin(), event->payload.end(), buffer.begin() + rtp_header_size);
  send(header, buffer, event->payload.size());
}

void Stream::send_tones(const DigitSender::Event& event, TimePoint now) {
  if (event.ended) return send_own(now);
  const auto rate = pcm_rate(agreement_.codec);
  if (event.first) tones_out_.start(event.payload[0], rate);
  std::array<std::int16_t, max_pcm_frame> sound;
  const auto frame = std::span(sound).first(rate / frames_per_second);
  tones_out_.fill(frame);
  send_heard(frame, now);
}

void Stream::send_heard(std::span<const std::int16_t> sound, TimePoint now) {
  const auto buffer = host_->outbox().next();
  send_made(buffer, encode(sound, payload_of(buffer)), now);
}

std::size_t Stream::encode(std::span<const std::int16_t> sound, std::span<std::uint8_t> payload) {
  for (auto& tap : taps_) tap->send(sound);
  return encoder_->encode(sound, payload);
}

void Stream::send_own(TimePoint now) {
  const auto buffer = host_->outbox().next();
  send_made(buffer, encode_own(payload_of(buffer), now), now);
}

// 20 ms whose payload stands in the buffer already.
void Stream::send_made(std::span<std::uint8_t, max_datagram> buffer, std::size_t size, TimePoint now) {
  if (size == 0) return host_->count_drop();
  auto header = timeline_.own(now, clock_per_frame(agreement_.codec));
  header.payload_type = agreement_.send_payload_type;
  send(header, buffer, size);
}

std::size_t Stream::encode_own(std::span<std::uint8_t> payload, TimePoint now) {
  const bool waits = played_ && now - first_sent_at_ < peer_opens;
  if (waits || (!played_ && tone_.tone() == Tone::silence)) return encoder_->silence(payload);
  std::array<std::int16_t, max_pcm_frame> sound;
  const auto frame = std::span(sound).first(pcm_rate(agreement_.codec) / frames_per_second);
  if (played_) {
    fill_played(frame);
  } else {
    tone_.fill(frame);
  }
  return encode(frame, payload);
}

void Stream::fill_played(std::span<std::int16_t> frame) {
  if (played_->fill(frame)) return;
  played_ = nullptr;
  host_->report(id_, {.kind = StreamEvent::Kind::played, .playback = playback_});
}

// A peer on hold does not hold up what is played to it.
void Stream::pass_time_of_played() {
  if (!played_ || first_sent_at_ == TimePoint()) return;
  std::array<std::int16_t, max_pcm_frame> sound;
  fill_played(std::span(sound).first(pcm_rate(agreement_.codec) / frames_per_second));
}

// The payload stands in the buffer already.
void Stream::send(const RtpHeader& header, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) {
  write_rtp_header(header, buffer.first<rtp_header_size>());
  rtcp_.on_sent(size);
  transmit(PacketKind::rtp, buffer, rtp_header_size + size);
}

void Stream::transmit(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) {
  const Path& path = kind == PacketKind::rtcp ? *transport_->control_route() : *transport_->route();
  const auto sealed = transport_->seal(kind, buffer, size);
  if (sealed == 0) return host_->count_drop();
  host_->outbox().add(path.fd, path.remote, sealed);
}

void Stream::send_report(RtcpSession::Occasion occasion, TimePoint now) {
  const auto buffer = host_->outbox().next();
  const auto size = rtcp_.write(timeline_.timestamp_at(now), occasion, now, buffer.first<max_rtcp>());
  transmit(PacketKind::rtcp, buffer, size);
}

void Stream::say_goodbye(TimePoint now) {
  if (agreed_ && transport_->control_route()) send_report(RtcpSession::Occasion::end, now);
}

}  // namespace ringback::media
