#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/deadlines.hpp"
#include "sip/transport.hpp"
#include "store/records.hpp"

namespace ringback::sip {

// Where calls to a trunk go: its proxy, else its address at port 5060. A proxy with a name is looked up at the start
// and again every few minutes.
class TrunkRoute {
 public:
  TrunkRoute(const store::Trunk& trunk, Transport& transport, Deadlines& deadlines);
  ~TrunkRoute();

  // Nothing while the name has no address.
  std::optional<Peer> peer() const;
  // `host:port` for the request's URI.
  const std::string& host() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ringback::sip
