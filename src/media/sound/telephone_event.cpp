#include "media/sound/telephone_event.hpp"

#include <algorithm>

#include "media/transport/byte_order.hpp"

namespace ringback::media {
namespace {

constexpr std::string_view events = "0123456789*#ABCD";  // RFC 4733 section 3.2: codes 0 to 15
constexpr std::size_t max_queued = 64;
constexpr unsigned event_ticks = 5;
constexpr unsigned shortest_ticks = 2;  // ITU-T Q.24: 40 ms are a digit everywhere
constexpr unsigned end_ticks = 3;
constexpr unsigned rest_ticks = 5;
constexpr unsigned pause_ticks = 25;
constexpr std::uint8_t end_bit = 0x80;
constexpr std::uint8_t volume = 10;  // -10 dBm0
constexpr std::uint32_t longest_segment = 0xFFFF;

bool is_end(const RtpPacket& packet) {
  return packet.payload[1] & end_bit;
}

}  // namespace

bool DigitReceiver::continues(const RtpPacket& packet) const {
  return !ended_ && !packet.header.marker && packet.payload[0] == event_ &&
         packet.header.timestamp - timestamp_ == longest_segment;
}

std::optional<Press> DigitReceiver::receive(const RtpPacket& packet) {
  const auto& [header, payload] = packet;
  if (payload.size() < 4 || payload[0] >= events.size()) return std::nullopt;
  const bool same_stream = known_ && header.ssrc == ssrc_;
  const bool newer = static_cast<std::int32_t>(header.timestamp - timestamp_) > 0;
  const bool same_press = same_stream && header.timestamp == timestamp_;
  if (same_stream && !newer && (!same_press || (ended_ && !is_end(packet)))) return std::nullopt;
  const bool continued = same_stream && newer && continues(packet);
  const bool begins = !same_stream || (newer && !continued);
  if (continued) before_ += longest_segment;
  if (begins) before_ = duration_ = 0;
  known_ = true;
  ended_ = is_end(packet);
  event_ = payload[0];
  ssrc_ = header.ssrc;
  timestamp_ = header.timestamp;
  duration_ = std::max(duration_, before_ + read16(&payload[2]));
  return Press{events[event_], begins, ended_, duration_};
}

void DigitSender::send(std::string_view digits) {
  for (const char given : digits) {
    const char digit = given >= 'a' && given <= 'd' ? static_cast<char>(given - 'a' + 'A') : given;
    const bool known = digit == 'w' || events.find(digit) != std::string_view::npos;
    if (known && queue_.size() < max_queued) queue_.push_back({digit, digit == 'w' ? pause_ticks : event_ticks});
  }
}

void DigitSender::press(char digit) {
  release(0);
  if (queue_.size() < max_queued) queue_.push_back({digit, 0});
}

void DigitSender::release(unsigned ticks) {
  if (!held()) return;
  // What has been told of it already can't be shortened.
  const unsigned told = queue_.size() == 1 ? step_ : 0;
  queue_.back().ticks = std::max({ticks, told, shortest_ticks});
}

std::optional<DigitSender::Event> DigitSender::tick(unsigned clock_per_frame) {
  if (queue_.empty()) return std::nullopt;
  const auto event = step(clock_per_frame);
  const auto [digit, ticks] = queue_.front();
  ++step_;
  if (ticks > 0 && step_ == ticks + (digit == 'w' ? 0 : end_ticks + rest_ticks)) {
    queue_.pop_front();
    step_ = 0;
  }
  return event;
}

std::optional<DigitSender::Event> DigitSender::step(unsigned clock_per_frame) const {
  const auto [digit, ticks] = queue_.front();
  const bool ended = ticks > 0 && step_ >= ticks;
  if (digit == 'w' || (ended && step_ >= ticks + end_ticks)) return std::nullopt;
  const std::uint32_t duration = (ended ? ticks : step_ + 1) * clock_per_frame;
  const std::uint32_t offset = (duration - 1) / longest_segment * longest_segment;
  Event event{.payload = {}, .first = step_ == 0, .ended = ended, .offset = offset};
  event.payload[0] = static_cast<std::uint8_t>(events.find(digit));
  event.payload[1] = static_cast<std::uint8_t>((ended ? end_bit : 0) | volume);
  write16(&event.payload[2], static_cast<std::uint16_t>(duration - offset));
  return event;
}

}  // namespace ringback::media
