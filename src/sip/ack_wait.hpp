#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/deadlines.hpp"

namespace ringback::sip {

// A 2xx to an INVITE that is sent again until its ACK comes (RFC 3261 section 13.3.1.4).
class AckWait {
 public:
  struct Setup {
    std::uint32_t sequence;  // CSeq of the INVITE and of its ACK
    std::function<void()> resend;
    std::function<void()> give_up;  // no ACK came within 64*T1
  };

  void start(Deadlines& deadlines, Setup setup);
  void stop();
  bool pending() const { return end_.pending(); }
  std::uint32_t sequence() const { return setup_.sequence; }

 private:
  void arm(Deadlines& deadlines, Duration interval);

  Setup setup_{};
  Deadlines::Timer retransmission_;
  Deadlines::Timer end_;
};

}  // namespace ringback::sip
