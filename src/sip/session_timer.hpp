#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "base/deadlines.hpp"
#include "sip/message.hpp"

namespace ringback::sip {

// What we want of session timers (RFC 4028).
struct SessionTimerOptions {
  // The interval that we ask for; 0: none, and the peer's wish is followed alone.
  std::chrono::seconds expires{1800};
  std::chrono::seconds min_se{90};  // shorter ones are refused with 422
  // How often a peer that knows no session timers is asked whether the call still lives; 0: never.
  std::chrono::seconds check{1800};
};

std::optional<Message> refuse_interval(const Message& request, const SessionTimerOptions& options);

// The session timer of one dialog: what its headers say, who refreshes, and when the session is over.
class SessionTimer {
 public:
  struct Setup {
    Deadlines& deadlines;
    SessionTimerOptions options;
    std::function<void()> refresh;  // a re-INVITE or UPDATE is due; repeated until one succeeds
    std::function<void()> check;    // an OPTIONS is due
    std::function<void()> expire;   // BYE: no refresh has come or succeeded. May destroy this
  };

  explicit SessionTimer(Setup setup) : setup_(std::move(setup)), min_se_(setup_.options.min_se) {}

  // For an INVITE or UPDATE of ours.
  void ask(Message& request) const;
  // Its 2xx: the timer starts anew.
  void agreed(const Message& success);
  // Its 422: whether a longer interval is worth another try.
  bool raise(const Message& too_small);
  // Any other failure: another try later, while the session lasts.
  void retry_later();

  // The 422 to an INVITE or UPDATE of the peer's, if its interval is too short.
  std::optional<Message> refuse(const Message& request) const { return refuse_interval(request, setup_.options); }
  // Adds to the 2xx what its request calls for; the timer starts anew.
  void answer(const Message& request, Message& success);

  void stop();

 private:
  void start(std::chrono::seconds interval, bool we_refresh);
  void start_checks();

  Setup setup_;
  std::chrono::seconds min_se_;       // ours, or the larger one of a 422
  std::chrono::seconds interval_{0};  // agreed; 0: none
  bool we_refresh_ = false;
  int raises_ = 0;
  Deadlines::Timer refresh_;  // or the check
  Deadlines::Timer end_;
};

// `Session-Expires: 1800;refresher=uac`.
struct SessionExpires {
  enum class Refresher { unsaid, uac, uas };
  std::chrono::seconds interval{0};
  Refresher refresher = Refresher::unsaid;
};
std::optional<SessionExpires> session_expires(const Message& message);

}  // namespace ringback::sip
