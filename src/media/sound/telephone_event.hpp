#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>

#include "media/transport/rtp_packet.hpp"

// Digits as RFC 4733 telephone events.
namespace ringback::media {

// Tells each press once, by the time stamp that all packets of a press share (RFC 4733 section 2.5.1.2), so that lost
// first or last packets don't matter.
class DigitReceiver {
 public:
  std::optional<char> receive(const RtpPacket& packet);

 private:
  bool known_ = false;
  std::uint32_t ssrc_ = 0;
  std::uint32_t timestamp_ = 0;
};

// Makes the packets of queued digits, one a tick of 20 ms: 100 ms of the event, its end three times, 100 ms of rest.
class DigitSender {
 public:
  struct Event {
    std::array<std::uint8_t, 4> payload;
    bool first;  // marker; the time stamp of this packet is that of the whole event
  };

  // 0-9*#A-D; `w` is half a second; anything else is left out. What exceeds 64 digits in the queue is left out too.
  void send(std::string_view digits);
  bool active() const { return step_ != 0 || !queue_.empty(); }
  // Call once a tick, of so many units of the RTP clock, while active. Nothing in pauses and rests: other sound has its
  // turn.
  std::optional<Event> tick(unsigned clock_per_frame);

 private:
  std::optional<Event> step(unsigned clock_per_frame);

  std::deque<char> queue_;
  unsigned step_ = 0;  // ticks of the front digit that have passed
};

}  // namespace ringback::media
