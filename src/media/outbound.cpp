#include <algorithm>
#include <array>

#include "media/sound/g711.hpp"
#include "media/stream.hpp"
#include "media/transport/sender_report.hpp"

// The way of a packet out: another stream's frames, or digits and tones made here, numbered as one stream.
namespace ringback::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// How long a bridged source may pause before silence fills in. Longer than its packets and their jitter: a peer must
// never hear both at once.
constexpr Duration source_pause = milliseconds(100);
constexpr Duration report_interval = seconds(5);

}  // namespace

void Stream::relay(const Frame& frame, TimePoint now) {
  if (frame.from != source_ || !can_send() || digits_out_.active()) return;
  const auto payload_type = frame.event ? agreement_.send_event_type : std::optional(agreement_.send_payload_type);
  if (!payload_type) return;
  const auto samples = frame.event ? 0 : static_cast<std::uint32_t>(frame.packet.payload.size());
  const auto header = timeline_.relayed(frame.packet.header, now, samples);
  if (!header) return;
  relayed_at_ = now;
  RtpHeader numbered = *header;
  numbered.payload_type = *payload_type;
  send(numbered, frame.packet.payload, frame.event ? agreement_.codec : frame.codec);
}

void Stream::tick(TimePoint now) {
  if (agreed_ && !connected_ && transport_->ready()) {
    connected_ = true;
    host_->report(id_, {StreamEvent::Kind::connected});
  }
  if (!can_send()) return;
  if (digits_out_.active()) {
    send_digit(now);
  } else if (!source_ || now - relayed_at_ > source_pause) {
    send_tone(now);
  }
  if (transport_->reports() && now - reported_at_ >= report_interval) send_report(now);
}

// All packets of an event bear the time stamp of its start (RFC 4733 section 2.5.1.2).
void Stream::send_digit(TimePoint now) {
  const auto event = digits_out_.tick();
  const auto payload_type = agreement_.send_event_type;
  if (!event || !payload_type) return send_tone(now);
  auto header = timeline_.own(now, samples_per_frame);
  if (event->first) event_timestamp_ = header.timestamp;
  header.timestamp = event_timestamp_;
  header.marker = event->first;
  header.payload_type = *payload_type;
  send(header, event->payload, agreement_.codec);
}

void Stream::send_tone(TimePoint now) {
  std::array<std::uint8_t, samples_per_frame> frame{};
  tone_.fill(agreement_.codec, frame);
  auto header = timeline_.own(now, samples_per_frame);
  header.payload_type = agreement_.send_payload_type;
  send(header, frame, agreement_.codec);
}

// `payload` is sound of `codec`, or an event, which is never converted.
void Stream::send(RtpHeader header, std::span<const std::uint8_t> payload, Codec codec) {
  const auto buffer = host_->outbox().next();
  write_rtp_header(header, buffer.first<rtp_header_size>());
  transcode(codec, payload, agreement_.codec, buffer.data() + rtp_header_size);
  ++packets_sent_;
  bytes_sent_ += static_cast<std::uint32_t>(payload.size());
  transmit(PacketKind::rtp, buffer, rtp_header_size + payload.size());
}

void Stream::transmit(PacketKind kind, std::span<std::uint8_t, max_datagram> buffer, std::size_t size) {
  const Path& path = *transport_->route();
  const auto sealed = transport_->seal(kind, buffer, size);
  if (sealed == 0) return host_->count_drop();
  host_->outbox().add(path.fd, path.remote, sealed);
}

void Stream::send_report(TimePoint now) {
  reported_at_ = now;
  const auto buffer = host_->outbox().next();
  const SenderInfo info{timeline_.ssrc(), timeline_.timestamp_at(now), packets_sent_, bytes_sent_};
  const auto size = write_sender_report(info, reception_, now, buffer.first<max_sender_report>());
  transmit(PacketKind::rtcp, buffer, size);
}

}  // namespace ringback::media
