#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "base/deadlines.hpp"
#include "sip/message.hpp"

namespace ringback::sip {

// The provisional responses of one INVITE that are sent until a PRACK acknowledges them (RFC 3262 section 3): one at a
// time, in order.
class ReliableProvisionals {
 public:
  struct Setup {
    Deadlines& deadlines;
    std::function<void(const Message&)> send;
    std::function<void()> give_up;  // no PRACK came within 64*T1; may destroy this
  };

  explicit ReliableProvisionals(Setup setup);

  // Adds Require and RSeq. Sent at once, or when those before have been acknowledged.
  void send(Message response);
  // The response that this PRACK acknowledges, once; nothing if it fits none (481).
  std::optional<Message> acknowledge(const Message& prack);
  bool pending() const { return !unacknowledged_.empty(); }
  // One of those that wait holds a session description: no 2xx may be sent yet.
  bool description_pending() const;
  // A final response has been sent: nothing is sent again. A PRACK that is still under way is taken.
  void stop();

 private:
  void transmit();
  void arm(Duration interval);

  Setup setup_;
  std::uint32_t next_sequence_;
  std::deque<Message> unacknowledged_;  // the first has been sent
  Deadlines::Timer retransmission_;
  Deadlines::Timer end_;
};

// `RAck: 776656 1 INVITE` (RFC 3262 section 7.2).
struct RAck {
  std::uint32_t response = 0;
  CSeq request;
};
std::optional<RAck> rack(const Message& prack);

}  // namespace ringback::sip
