#pragma once

#include <string>

#include "browser/leg.hpp"

namespace ringback::browser {

// A call that rings at one socket of a client: we offer, the browser answers.
class IncomingLeg final : public Leg {
 public:
  struct Invitation {
    std::string from;
    Parameters parameters;
  };

  IncomingLeg(Parts parts, Socket& socket, Invitation invitation);
  ~IncomingLeg() override { hangup(call::Cause::hangup); }

  void ring() override {}
  void answer() override {}
  void reject(call::Cause cause) override { hangup(cause); }
  void dial() override;

  bool rings() const override { return invited_ && state() == State::ringing; }
  void on_browser_answer(std::string_view sdp) override;
  void on_browser_reject() override { end(call::Cause::busy); }
  void ring_again(Socket& socket) override;

 private:
  void say_goodbye(call::Cause cause) override;
  void on_socket_lost_unanswered() override;
  void invite();

  const Invitation invitation_;
  bool invited_ = false;
};

}  // namespace ringback::browser
