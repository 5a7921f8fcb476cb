#pragma once

#include <memory>
#include <string>
#include <utility>

#include "cli/phone/phone.hpp"

namespace ringback::cli {

// One call of the phone.
class Phone::Conversation final : public call::Leg::Listener, private media::Session::Listener {
 public:
  Conversation(Phone& phone, std::unique_ptr<call::Leg> leg, CallStatus status);

  void dial() { leg_->dial(); }
  // What the answer mode asks for.
  void take(AnswerMode mode);
  void hangup() { leg_->hangup(call::Cause::hangup); }
  const CallStatus& status() const { return status_; }

 private:
  void on_ringing(call::Leg&) override;
  void on_answered(call::Leg&) override { talk(); }
  void on_digit(call::Leg&, char digit) override { on_digit(digit); }
  void on_gone(call::Leg&, call::Cause cause, int sip_code) override;
  void on_digit(char digit) override;
  void on_peer_lost() override {}
  void on_heard() override;
  void talk();

  Phone& phone_;
  CallStatus status_;
  std::unique_ptr<call::Leg> leg_;
};

}  // namespace ringback::cli
