#pragma once

#include <memory>

#include "base/async.hpp"
#include "call/attendant.hpp"
#include "routing/admission.hpp"
#include "routing/reception.hpp"
#include "twiml/verb.hpp"

namespace ringback::routing {

// Places calls that applications ask for: rings, and runs their TwiML once somebody answers. They count among the
// calls of the reception, and end with them. Control thread; outlives its calls.
class Attendant final : public call::Attendant {
 public:
  Attendant(twiml::Services& services, Reception& reception, Admission& admission, Executor control);

  Task<Result<void>> place(Order order) override;
  void take(std::shared_ptr<call::Call> call, call::Instructions instructions) override;
  void announce(std::shared_ptr<call::Conference> conference, std::shared_ptr<call::Call> call, Listeners listeners,
                call::Instructions document) override;
  call::LiveCalls& live_calls() override { return reception_.live_calls(); }

 private:
  Task<void> serve(std::shared_ptr<call::Call> call, Order order);
  Task<void> wait(call::Call& call, Duration delay);
  Task<bool> ring(std::shared_ptr<call::Call> call, const Order& order);
  Task<void> run(std::shared_ptr<call::Call> call, call::Instructions instructions);
  Task<void> send_digits(call::Call& call, std::string digits);
  Task<void> finish(std::shared_ptr<call::Call> call);

  twiml::Services& services_;
  Reception& reception_;
  Admission& admission_;
  Executor control_;
};

}  // namespace ringback::routing
