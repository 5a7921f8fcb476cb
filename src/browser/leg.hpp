#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/deadlines.hpp"
#include "browser/client.hpp"
#include "browser/digits.hpp"
#include "browser/message_rate.hpp"
#include "call/leg.hpp"
#include "call/user_message.hpp"

namespace ringback::browser {

struct Services;
class Socket;

// One browser's end of a call: what both directions have in common. Bound to the client and the CallSid; the socket
// that it is signalled over may be lost and replaced.
class Leg : public call::Leg, private media::Session::Listener {
 public:
  struct Parts {
    std::shared_ptr<Services> services;
    Client client;
    std::string call_sid;
    std::unique_ptr<media::Session> session;
  };

  Leg(Parts parts, Socket& socket);
  ~Leg() override;
  Leg(const Leg&) = delete;
  Leg& operator=(const Leg&) = delete;

  void set_listener(call::Leg::Listener* listener) final;
  void hangup(call::Cause cause) final;
  media::Session& session() final { return *session_; }

  const std::string& call_sid() const { return call_sid_; }
  const Client& client() const { return client_; }
  virtual bool named(std::string_view sid) const { return sid == call_sid_; }
  // An incoming call that the person has not answered; an outgoing one that we have not.
  virtual bool rings() const { return false; }
  virtual bool dials() const { return false; }
  // Whether `token` is what this call's browser was given to take it up again.
  bool resumes_with(std::string_view token) const;

  // What the browser says. A listener may destroy the leg meanwhile.
  virtual void on_browser_answer(std::string_view /*sdp*/) {}
  virtual void on_browser_reject() {}
  void on_browser_hangup(std::string_view reason);
  void on_browser_digits(std::string_view digits) { digits_.push(digits); }
  MessageRate& message_rate() { return message_rate_; }
  // What the application says to the page. False if the page is away.
  bool send(const call::UserMessage& message);
  // An ICE restart (RFC 8445 section 2.4).
  void on_browser_reinvite(std::string_view sdp);
  // The browser takes the call up again over `socket`: the same connection, or a new one if `sdp` says so.
  void on_browser_resume(Socket& socket, std::string_view sdp);

  // The leg is signalled over `socket` from now on.
  void bind(Socket& socket);
  // The socket is gone and has let go of the leg.
  void on_socket_lost();
  // As above, while everything is being taken down: nobody is told.
  void forget_socket() { socket_ = nullptr; }
  // Ends the leg unless it gets a socket in time.
  void hold();
  // A browser of a kind that does not resume its calls is back: the call is kept until its client has no socket.
  void keep();
  virtual void ring_again(Socket&) {}

 protected:
  enum class State { ringing, up, over };

  State state() const { return state_; }
  void set_up() { state_ = State::up; }
  Socket* socket() const { return socket_; }
  // The browser re-sends its answered calls by itself when it has a new socket.
  bool resumes() const { return resumes_; }
  Services& services() const { return *services_; }
  call::Leg::Listener* listener() const { return listener_; }
  const std::string& reconnect_token() const { return reconnect_token_; }

  // To the leg's socket, or to all of its client's if it has none: for messages that the SDKs filter by CallSid.
  void send(const std::string& frame);
  void send_answer(std::string_view sdp);
  // Runs in a later turn of the event loop, unless the leg is over by then.
  void later(std::function<void()> action);
  // The far end is gone. The listener may destroy the leg: nothing may follow.
  void end(call::Cause cause);
  void finish();

 private:
  virtual void say_goodbye(call::Cause cause) = 0;
  // The socket was lost before the call was answered.
  virtual void on_socket_lost_unanswered() = 0;
  // Another device has taken over this leg's ringing call.
  virtual void on_taken_over() {}

  void on_digit(char digit) override;
  void hear(char digit);
  void on_peer_lost() override;
  void on_peer_back() override { media_limit_.reset(); }

  const std::shared_ptr<Services> services_;
  const Client client_;
  const std::string call_sid_;
  const std::string reconnect_token_;
  const std::unique_ptr<media::Session> session_;
  State state_ = State::ringing;
  Socket* socket_ = nullptr;
  bool resumes_ = false;
  Duration hold_time_{};
  call::Leg::Listener* listener_ = nullptr;
  std::optional<call::Cause> gone_;  // not yet reported: there was no listener
  DigitQueue digits_;
  MessageRate message_rate_;
  Deadlines::Timer turn_;
  Deadlines::Timer hold_;
  Deadlines::Timer media_limit_;
};

}  // namespace ringback::browser
