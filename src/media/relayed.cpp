#include <algorithm>

#include "media/sound/g711.hpp"
#include "media/stream.hpp"
#include "media/transport/byte_order.hpp"

// What the stream that this one is bridged to has heard: passed on as it came where both have one codec, else kept for
// the next ticks in a jitter buffer.
namespace ringback::media {
namespace {

constexpr std::size_t event_size = 4;  // RFC 4733 section 2.3
constexpr std::uint64_t longest_event = 0xFFFF;

}  // namespace

void Stream::relay_shared(const Frame& frame, TimePoint now) {
  if (frame.from != source_ || frame.codec != shared_codec_ || frame.packet.header.sequence == own_sequence_) return;
  relay(frame, now);
}

void Stream::relay(const Frame& frame, TimePoint now) {
  if (frame.from != source_ || !can_send()) return;
  own_sequence_ = frame.packet.header.sequence;
  if (frame.packet.payload.empty()) return;
  const bool passed = frame.codec == agreement_.codec || (is_g711(frame.codec) && is_g711(agreement_.codec));
  if (!passed) playout_.insert(frame, now);
  if (passed && !frame.event) playout_.reset();
  if (frame.event && !agreement_.send_event_type) return press_in_band(frame, now);
  if (digits_out_.active()) return;
  if (passed) return pass(frame, now);
  if (frame.event) pass_event(frame, now);
}

void Stream::pass(const Frame& frame, TimePoint now) {
  const auto payload_type = frame.event ? agreement_.send_event_type : std::optional(agreement_.send_payload_type);
  if (!payload_type) return;
  const auto length = frame.event ? 0 : duration(frame.codec, frame.packet.payload);
  auto header = timeline_.relayed(frame.packet.header, now, length);
  if (!header) return;
  relayed_at_ = now;
  for (auto& tap : taps_) tap->pass(frame, now);
  header->payload_type = *payload_type;
  const auto buffer = host_->outbox().next();
  auto* to = buffer.data() + rtp_header_size;
  if (frame.event) {
    std::copy(frame.packet.payload.begin(), frame.packet.payload.end(), to);
  } else {
    pass_sound(frame, to);
  }
  send(*header, buffer, frame.packet.payload.size());
}

// From one law of G.711 to the other byte by byte.
void Stream::pass_sound(const Frame& frame, std::uint8_t* to) const {
  const auto& payload = frame.packet.payload;
  if (frame.codec == agreement_.codec) {
    std::copy(payload.begin(), payload.end(), to);
  } else {
    transcode(frame.codec, payload, agreement_.codec, to);
  }
}

// Among sound that is numbered here: the event's time is told by our clock (RFC 4733 section 2.5.1.2), and what is too
// long for its 16 bits goes on under another time stamp (section 2.5.1.3).
void Stream::pass_event(const Frame& frame, TimePoint now) {
  const auto press = followed_.receive(frame.packet);
  if (!press) return;
  const auto length = press->duration * std::uint64_t{clock_rate(agreement_.codec)} / clock_rate(frame.codec);
  const auto before = (std::max<std::uint64_t>(length, 1) - 1) / longest_event * longest_event;
  auto header = timeline_.own(now, 0);
  if (press->begins) event_timestamp_ = header.timestamp;
  relayed_event_at_ = now;
  header.marker = press->begins;
  header.timestamp = event_timestamp_ + static_cast<std::uint32_t>(before);
  header.payload_type = *agreement_.send_event_type;
  const auto buffer = host_->outbox().next();
  auto* to = buffer.data() + rtp_header_size;
  std::copy_n(frame.packet.payload.begin(), event_size, to);
  write16(to + 2, static_cast<std::uint16_t>(length - before));
  send(header, buffer, event_size);
}

// To a peer that takes no events: tones, for as long as the key is held.
void Stream::press_in_band(const Frame& frame, TimePoint now) {
  const auto press = followed_.receive(frame.packet);
  if (!press) return;
  relayed_event_at_ = now;
  if (press->begins) digits_out_.press(press->digit);
  const auto per_tick = clock_per_frame(frame.codec);
  if (press->ended) digits_out_.release((press->duration + per_tick - 1) / per_tick);
}

}  // namespace ringback::media
