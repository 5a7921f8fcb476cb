#pragma once

#include <optional>
#include <string>

#include "base/deadlines.hpp"
#include "browser/authentication.hpp"

namespace ringback::browser {

struct Services;
class Socket;

// Whose a socket is, what its token allows, and whether it is to be rung.
class Registration {
 public:
  Registration(Services& services, Socket& socket) : services_(services), socket_(socket) {}
  // Takes itself out of the directory.
  ~Registration() { leave(); }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

  // A `listen` was good: `connected` is sent.
  void accept(Grant grant);
  // `register`.
  void set_available(bool available);
  void leave();

  // What the last good token gave; nullptr before the first. It stays after the token's expiry, for running calls.
  const Grant* grant() const { return grant_ ? &*grant_ : nullptr; }
  // Seconds that are left of the token; 0 once it has expired, or if there is none.
  std::int64_t ttl() const;
  bool may_be_rung() const;

 private:
  std::string edge() const;
  void expire();
  void become_available();

  Services& services_;
  Socket& socket_;
  std::optional<Grant> grant_;
  bool available_ = false;
  // A 1.x page sees a `ready` event for each one, so the SDK's repeats every 30 s get none.
  bool ready_sent_ = false;
  Deadlines::Timer expiry_;
};

}  // namespace ringback::browser
