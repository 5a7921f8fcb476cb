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

// What a packet tells of a press of a key.
struct Press {
  char digit = 0;
  bool begins = false;  // its first packet that came
  bool ended = false;
  std::uint32_t duration = 0;  // so far, in units of the sender's clock
};

// Follows the presses of a stream, each by the time stamp that all its packets share (RFC 4733 section 2.5.1.2), so
// that lost first or last packets don't matter. Ends come three times, and a press that is too long for 16 bits goes on
// under a time stamp of its own (section 2.5.1.3).
class DigitReceiver {
 public:
  // Nothing if it is no digit's, or was overtaken by later ones.
  std::optional<Press> receive(const RtpPacket& packet);

 private:
  bool continues(const RtpPacket& packet) const;

  bool known_ = false;
  bool ended_ = false;
  std::uint8_t event_ = 0;
  std::uint32_t ssrc_ = 0;
  std::uint32_t timestamp_ = 0;
  std::uint32_t before_ = 0;  // duration of the segments before this one
  std::uint32_t duration_ = 0;
};

// Makes the packets of digits, one a tick of 20 ms: the event for as long as it lasts, its end three times, 100 ms of
// rest.
class DigitSender {
 public:
  struct Event {
    std::array<std::uint8_t, 4> payload;
    bool first = false;        // marker; the time stamp of this packet is that of the whole event
    bool ended = false;        // what follows the press
    std::uint32_t offset = 0;  // what is added to that time stamp: the event was too long for one
  };

  // 0-9*#A-D, 100 ms each; `w` is half a second; anything else is left out. What exceeds 64 digits in the queue is left
  // out too.
  void send(std::string_view digits);
  // A digit that is being pressed elsewhere: it lasts until `release`.
  void press(char digit);
  // It has been let go after so many ticks, or just now (0).
  void release(unsigned ticks);
  bool held() const { return !queue_.empty() && queue_.back().ticks == 0; }

  bool active() const { return step_ != 0 || !queue_.empty(); }
  // Call once a tick, of so many units of the RTP clock, while active. Nothing in pauses and rests: other sound has its
  // turn.
  std::optional<Event> tick(unsigned clock_per_frame);

 private:
  struct Item {
    char digit;
    unsigned ticks;  // 0: still held
  };
  std::optional<Event> step(unsigned clock_per_frame) const;

  std::deque<Item> queue_;
  unsigned step_ = 0;  // ticks of the front digit that have passed
};

}  // namespace ringback::media
