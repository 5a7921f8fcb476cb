#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadlines.hpp"
#include "call/leg.hpp"
#include "sip/options.hpp"
#include "sip/refusals.hpp"
#include "sip/resolver.hpp"
#include "sip/transport.hpp"
#include "sip/trunk.hpp"
#include "store/configured.hpp"

namespace ringback::sip {

// The server's SIP side: registers phones, takes calls of phones and trunks, makes legs towards numbers. Bytes and time
// in, bytes and deadlines out. Control thread. All that the context names outlives the Endpoint; legs may outlive it.
class Endpoint final : public call::Door {
 public:
  struct Context {
    Transport& transport;
    Deadlines& deadlines;
    media::Engine& engine;
    Resolver& resolver;
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

  // Only Target::Kind::number. A number of a phone: a leg per registered contact. Any other: one leg over the trunks
  // that take it (docs/trunks.md); 13224 if there are none, 10004 if none has room.
  Result<std::vector<std::unique_ptr<call::Leg>>> make(const call::Target& target) override;

  // Other phones and trunks from now on, as if started with them; calls live on, and so does what has not changed.
  void set_phones(std::vector<store::Phone> phones);
  void set_trunks(const std::vector<store::Trunk>& trunks);

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
  std::vector<std::shared_ptr<const Trunk>> trunks() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ringback::sip
