#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/deadlines.hpp"
#include "call/leg.hpp"
#include "sip/registration.hpp"
#include "sip/resolver.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// A phone: registers with one server and keeps registered, takes that server's calls and makes calls through it.
// Control thread. What the context names outlives the agent; legs may outlive it.
class PhoneAgent {
 public:
  struct Options {
    std::string server_host;
    std::uint16_t server_port = 5060;
    Login login;
    std::chrono::seconds expires{300};
    std::string product = "Ringback phone";
    int beep_hz = 1000;
  };

  class Listener : public Registration::Listener {
   public:
    virtual void on_incoming(std::unique_ptr<call::Leg> leg, std::string from) = 0;
  };

  struct Context {
    Transport& transport;
    Deadlines& deadlines;
    media::Engine& engine;
    Resolver& resolver;
    Listener& listener;
  };

  PhoneAgent(Options options, Context context);
  ~PhoneAgent();
  PhoneAgent(const PhoneAgent&) = delete;
  PhoneAgent& operator=(const PhoneAgent&) = delete;

  void start() { registration_.start(); }
  void receive(std::string_view bytes, const Peer& from) { agent_->receive(bytes, from); }
  // What was sent to that peer has not arrived.
  void unreachable(const Peer& peer) { agent_->unreachable(peer); }
  // Fails with words before the first registration, or if there is no port for sound.
  Result<std::unique_ptr<call::Leg>> call(std::string_view number);
  // Hangs up and takes the registration back; `idle` tells when the server has heard it all.
  void stop();
  bool idle() const { return agent_->idle(); }
  bool registered() const { return registration_.registered(); }

 private:
  Registration::Settings registration_settings() const;
  void locate(std::function<void(std::optional<Peer>)> done);
  void receive_request(const Message& request, const Peer& source);
  std::string address_of_record() const;

  Options options_;
  Context context_;
  std::shared_ptr<UserAgent> agent_;
  Registration registration_;
};

}  // namespace ringback::sip
