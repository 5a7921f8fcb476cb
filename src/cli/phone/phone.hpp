#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadlines.hpp"
#include "cli/phone_command.hpp"
#include "sip/phone_agent.hpp"

namespace ringback::cli {

// The terminal's phone without its sockets: takes and makes calls and says in words what happens. Control thread.
class Phone final : private sip::PhoneAgent::Listener {
 public:
  struct Context {
    sip::Transport& transport;
    Deadlines& deadlines;
    media::Engine& engine;
    sip::Resolver& resolver;
    std::ostream& out;
  };
  struct CallStatus {
    std::string peer;
    bool outbound = false;
    bool answered = false;
    bool heard_sound = false;
    bool heard_beeps = false;
    std::string digits;
  };

  // `over` is called when the call of PhoneOptions::call has ended, with whether it had been answered.
  Phone(const PhoneOptions& options, Context context, std::function<void(bool)> over);
  ~Phone() override;
  Phone(const Phone&) = delete;
  Phone& operator=(const Phone&) = delete;

  void start() { agent_.start(); }
  void receive(std::string_view bytes, const sip::Peer& from) { agent_.receive(bytes, from); }
  void unreachable(const sip::Peer& peer) { agent_.unreachable(peer); }
  Result<void> call(const std::string& number);
  // How many calls were ended.
  std::size_t hangup();
  void stop();
  bool idle() const { return agent_.idle(); }

  bool registered() const { return agent_.registered(); }
  std::vector<CallStatus> calls() const;

 private:
  class Conversation;

  void on_registered() override;
  void on_registration_failed(int status) override;
  void on_incoming(std::unique_ptr<call::Leg> leg, std::string from) override;
  void say(std::string_view words);
  void end(Conversation& conversation, std::string_view how);

  PhoneOptions options_;
  Context context_;
  std::function<void(bool)> over_;
  sip::PhoneAgent agent_;
  int last_failure_ = -1;
  std::vector<std::unique_ptr<Conversation>> conversations_;
};

// `host`, `host:port` or `[2001:db8::1]:port`; 5060 by default.
std::optional<sip::Peer> parse_server(std::string_view text);

}  // namespace ringback::cli
