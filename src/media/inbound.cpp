#include <array>

#include "media/sound/g711.hpp"
#include "media/stream.hpp"

// The way of a packet in: transport (who may send, decryption), RTP, digits, listeners, and on to whoever hears it.
namespace ringback::media {

void Stream::receive(const Datagram& datagram, int fd, TimePoint now) {
  const Path path{fd, datagram.from};
  const auto opened = transport_->open(datagram.bytes, path, now);
  if (opened.empty() || !agreed_) return host_->count_drop();
  if (classify(opened) == PacketKind::rtcp) return receive_report(opened, path, now);

  const auto packet = parse_rtp(opened);
  if (!packet || packet->payload.size() > max_payload) return host_->count_drop();
  Frame frame{.from = id_, .codec = agreement_.codec, .packet = *packet};
  frame.event = packet->header.payload_type == agreement_.receive_event_type;
  if (!frame.event) {
    const auto codec = codec_of(packet->header);
    if (!codec) return host_->count_drop();
    frame.codec = *codec;
    if (!is_sound(frame)) return host_->count_drop();
  }
  hear(frame, path, now);
}

void Stream::hear(Frame& frame, const Path& path, TimePoint now) {
  transport_->on_valid(path, now);
  rtcp_.on_rtp(frame.packet.header, now, !frame.event);
  if (frame.event) {
    hear_digit(frame.packet);
  } else {
    hear_sound(frame);
  }
  if (!agreement_.may_receive) return;
  for (auto& tap : taps_) tap->hear(frame, now);
  if (sink_) host_->forward(sink_, frame, now);
}

std::optional<Codec> Stream::codec_of(const RtpHeader& header) const {
  for (const auto& format : agreement_.receive) {
    if (format.payload_type == header.payload_type) return format.codec;
  }
  return std::nullopt;
}

// Longer than 120 ms no packet of sound is.
bool Stream::is_sound(const Frame& frame) {
  const auto length = duration(frame.codec, frame.packet.payload);
  return length > 0 && length <= max_packet_frames * clock_per_frame(frame.codec);
}

void Stream::hear_digit(const RtpPacket& packet) {
  const auto press = digits_in_.receive(packet);
  if (press && press->begins) host_->report(id_, {StreamEvent::Kind::digit, press->digit});
}

// Who listens for a tone is told of that; who doesn't, of the first sound at all.
void Stream::hear_sound(const Frame& frame) {
  const bool listening = detector_.listening();
  const bool found = (listening || digits_in_band()) && detect(frame);
  const bool news = listening ? found : !heard_;
  if (!news) return;
  heard_ = true;
  host_->report(id_, {StreamEvent::Kind::heard});
}

// Whether the tone that is listened for was found.
bool Stream::detect(const Frame& frame) {
  std::array<std::int16_t, max_packet_frames * samples_per_frame> buffer;
  const auto sound = std::span(buffer).first(decoders_.of(frame.codec).decode(frame.packet.payload, buffer));
  const auto digit = digits_in_band() ? tones_in_.hear(sound) : std::nullopt;
  if (digit) host_->report(id_, {StreamEvent::Kind::digit, *digit});
  return detector_.hear(sound);
}

void Stream::receive_report(std::span<const std::uint8_t> bytes, const Path& path, TimePoint now) {
  if (!rtcp_.on_rtcp(bytes, now)) return host_->count_drop();
  transport_->on_control(path, now);
  if (encoder_) encoder_->expect_loss(rtcp_.loss_percent());
}

}  // namespace ringback::media
