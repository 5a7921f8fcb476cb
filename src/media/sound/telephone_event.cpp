#include "media/sound/telephone_event.hpp"

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr std::string_view events = "0123456789*#ABCD";  // RFC 4733 section 3.2: codes 0 to 15
constexpr std::size_t max_queued = 64;
constexpr unsigned event_ticks = 5;
constexpr unsigned end_ticks = 3;
constexpr unsigned rest_ticks = 5;
constexpr unsigned pause_ticks = 25;
constexpr std::uint8_t end_bit = 0x80;
constexpr std::uint8_t volume = 10;  // -10 dBm0

}  // namespace

std::optional<char> DigitReceiver::receive(const RtpPacket& packet) {
  const auto& [header, payload] = packet;
  if (payload.size() < 4 || payload[0] >= events.size()) return std::nullopt;
  const bool same_stream = known_ && header.ssrc == ssrc_;
  const bool newer = static_cast<std::int32_t>(header.timestamp - timestamp_) > 0;
  if (same_stream && !newer) return std::nullopt;
  known_ = true;
  ssrc_ = header.ssrc;
  timestamp_ = header.timestamp;
  return events[payload[0]];
}

void DigitSender::send(std::string_view digits) {
  for (const char given : digits) {
    const char digit = given >= 'a' && given <= 'd' ? static_cast<char>(given - 'a' + 'A') : given;
    const bool known = digit == 'w' || events.find(digit) != std::string_view::npos;
    if (known && queue_.size() < max_queued) queue_.push_back(digit);
  }
}

std::optional<DigitSender::Event> DigitSender::tick(unsigned clock_per_frame) {
  if (queue_.empty()) return std::nullopt;
  const auto event = step(clock_per_frame);
  const unsigned length = queue_.front() == 'w' ? pause_ticks : event_ticks + end_ticks + rest_ticks;
  if (++step_ == length) {
    queue_.pop_front();
    step_ = 0;
  }
  return event;
}

std::optional<DigitSender::Event> DigitSender::step(unsigned clock_per_frame) {
  if (queue_.front() == 'w' || step_ >= event_ticks + end_ticks) return std::nullopt;
  const bool ended = step_ >= event_ticks;
  const unsigned ticks = ended ? event_ticks : step_ + 1;
  Event event{.payload = {}, .first = step_ == 0};
  event.payload[0] = static_cast<std::uint8_t>(events.find(queue_.front()));
  event.payload[1] = static_cast<std::uint8_t>((ended ? end_bit : 0) | volume);
  write16(&event.payload[2], static_cast<std::uint16_t>(ticks * clock_per_frame));
  return event;
}

}  // namespace ringback::media
