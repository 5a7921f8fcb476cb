#pragma once

#include <string>

#include "browser/leg.hpp"

namespace ringback::browser {

// A call that a page has made: the browser offered, we answer.
class OutgoingLeg final : public Leg {
 public:
  // `temporary_sid` is the browser's own id, good until the end beside the CallSid; `answer` is our SDP.
  OutgoingLeg(Parts parts, Socket& socket, std::string temporary_sid, std::string answer);
  ~OutgoingLeg() override { hangup(call::Cause::hangup); }

  void ring() override { ring_with({}); }
  // Only where the SDK can tell it from the answer: 1.x takes `ringing` with SDP for one unless the page has opted out.
  void early_media() override;
  void answer() override;
  void reject(call::Cause cause) override;
  void dial() override {}

  bool named(std::string_view sid) const override { return sid == call_sid() || sid == temporary_sid_; }
  bool dials() const override { return state() == State::ringing; }

 private:
  void ring_with(std::string_view sdp);
  void say_goodbye(call::Cause cause) override;
  void on_socket_lost_unanswered() override;
  std::string hangup_frame(const Error& error) const;

  const std::string temporary_sid_;
  const std::string answer_;
  bool call_sid_told_ = false;
};

}  // namespace ringback::browser
