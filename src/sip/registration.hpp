#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sip/digest.hpp"
#include "sip/user_agent.hpp"

namespace ringback::sip {

// Keeps one Contact of ours registered with a server: RFC 3261 section 10.2, client side. Control thread.
class Registration {
 public:
  struct Settings {
    std::string registrar;          // the request's URI
    std::string address_of_record;  // `<sip:user@host>`
    std::string contact_user;
    Login login;
    std::chrono::seconds expires{3600};  // what we ask for
  };

  class Listener {
   public:
    virtual ~Listener() = default;
    // Once; refreshes are silent while they succeed.
    virtual void on_registered() = 0;
    // At each failure. 0: the server has no address. It is tried again, later each time.
    virtual void on_registration_failed(int status) = 0;
  };

  // Finds the server anew for each series of attempts; may call back at once.
  using Locate = std::function<void(std::function<void(std::optional<Peer>)>)>;

  struct Context {
    std::shared_ptr<UserAgent> agent;
    Locate locate;
    Listener& listener;  // outlives the Registration
  };

  Registration(Settings settings, Context context);
  // Silent; the server forgets us when the time is over. `stop` tells it.
  ~Registration();
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

  void start();
  // Takes the registration back. The request goes on by itself: the agent is idle when it has been answered.
  void stop();
  bool registered() const;
  // The server as it was last found; without an address before that.
  const Peer& server() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ringback::sip
