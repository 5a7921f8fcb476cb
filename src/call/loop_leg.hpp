#pragma once

#include <memory>

#include "base/deadlines.hpp"
#include "call/leg.hpp"

namespace ringback::call {

// A call that stays inside the server: what the returned leg dials arrives at `handler` as `incoming`, with a leg of
// its own. Their sound travels as between two SIP devices of this machine. Fails with words if no port is free.
struct LoopSetup {
  media::Engine& engine;
  Deadlines& deadlines;
  IncomingLegHandler& handler;  // outlives both legs
  IncomingCall incoming;
  const media::Session* beside = nullptr;
};
Result<std::unique_ptr<Leg>> make_loop(LoopSetup setup);

}  // namespace ringback::call
