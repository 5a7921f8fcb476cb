#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/deadlines.hpp"
#include "sip/resolver.hpp"
#include "sip/server_location.hpp"
#include "store/configured.hpp"

namespace ringback::sip {

// Where calls to a trunk go: its proxy, else the first of its addresses. A proxy with a name is looked up at the start
// and again every few minutes, for c-ares does not tell how long SRV records are good for.
class TrunkRoute {
 public:
  TrunkRoute(const store::Trunk& trunk, Resolver& resolver, Deadlines& deadlines);
  ~TrunkRoute();

  // Looks up no more; whoever waits in `locate` is not called any more.
  void stop();

  // In the order in which they are to be tried; none while the name has no address.
  std::vector<Peer> peers() const;
  // That one did not answer: it comes last from now until the next look-up.
  void avoid(const Peer& peer);
  // Calls `done` as soon as it is known whether there is an address: at once, or after the first look-up.
  void locate(std::function<void(std::optional<Peer>)> done);
  // The URI of the trunk, or of a user there.
  std::string uri(std::string_view user = {}) const;
  // Without port and transport, for From.
  const std::string& host() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ringback::sip
