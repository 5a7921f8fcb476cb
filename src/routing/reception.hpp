#pragma once

#include <memory>
#include <string>

#include "base/async.hpp"
#include "call/leg.hpp"
#include "call/live_calls.hpp"
#include "routing/admission.hpp"
#include "routing/answerer.hpp"
#include "routing/page_parameters.hpp"
#include "twiml/script_run.hpp"

namespace ringback::routing {

// Takes every incoming leg: finds who answers it, makes its Call, and runs the application's documents on it until it
// is over. Control thread; outlives its calls.
class Reception final : public call::IncomingLegHandler {
 public:
  Reception(store::Store& store, twiml::Services& services, Admission& admission, Executor control);

  void on_incoming(std::unique_ptr<call::Leg> leg, call::IncomingCall incoming) override;

  const call::LiveCalls& live_calls() const { return live_calls_; }
  call::LiveCalls& live_calls() { return live_calls_; }
  // New calls are refused from now on; those that are up go on.
  void drain() { closed_ = true; }
  bool draining() const { return closed_; }
  // As drain, and hangs up every call; what is due afterwards still runs.
  void close();

 private:
  Task<void> serve(std::shared_ptr<call::Call> call, call::IncomingCall incoming);
  Task<void> run(call::Call& call, Answerer answerer, PageParameters page);

  store::Store& store_;
  twiml::Services& services_;
  Admission& admission_;
  Executor control_;
  call::LiveCalls live_calls_;
  bool closed_ = false;
};

}  // namespace ringback::routing
