#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadlines.hpp"
#include "call/leg.hpp"
#include "sip/options.hpp"
#include "sip/refusals.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// The server's SIP side: registers phones, takes calls of phones and trunks, makes legs towards numbers. Bytes and time
// in, bytes and deadlines out. Control thread. All that the context names outlives the Endpoint; legs may outlive it.
class Endpoint final : public call::Door {
 public:
  struct Context {
    Transport& transport;
    Deadlines& deadlines;
    media::Engine& engine;
  };

  Endpoint(Options options, Context context);
  ~Endpoint() override;
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;

  // Who takes calls. Without one they are refused with 503.
  void set_handler(call::IncomingLegHandler* handler);

  // One message. Whatever it holds, the work is bounded.
  void receive(std::string_view bytes, const Peer& from);
  // What was sent to that peer has not arrived, or the connection to it is gone.
  void unreachable(const Peer& peer);

  // Only Target::Kind::number. A number of a phone: a leg per registered contact. Any other: the trunk; 13224 if there
  // is none.
  Result<std::vector<std::unique_ptr<call::Leg>>> make(const call::Target& target) override;

  // Ends every call (BYE, CANCEL, 503) and refuses new ones. Listeners hear nothing.
  void shutdown();
  // No call is left and every request of ours has been answered or given up: true soon after `shutdown`.
  bool idle() const;

  // For health and metrics.
  std::size_t calls() const;
  std::size_t registered_contacts() const;
  std::size_t transactions() const;
  std::size_t half_open() const;
  const Counters& counters() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ringback::sip
