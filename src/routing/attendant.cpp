#include "routing/attendant.hpp"

#include <boost/asio/co_spawn.hpp>
#include <utility>

#include "base/log.hpp"
#include "call/recording.hpp"
#include "call/ringing.hpp"
#include "twiml/announcement.hpp"
#include "twiml/script_run.hpp"
#include "twiml/verb/digits.hpp"

namespace ringback::routing {
namespace asio = boost::asio;
namespace {

// Twilio: too many calls of the account at once.
constexpr int no_room = 10004;

// Tells a routine that has no script yet of the end of its call.
struct EndOfCall final : call::Call::Observer {
  explicit EndOfCall(call::Call& watched) : call(watched) { call.set_observer(this); }
  ~EndOfCall() override {
    if (call.observer() == this) call.set_observer(nullptr);
  }
  EndOfCall(const EndOfCall&) = delete;
  EndOfCall& operator=(const EndOfCall&) = delete;
  void on_over() override { over.notify(); }

  call::Call& call;
  Wakeup over;
};

}  // namespace

Attendant::Attendant(twiml::Services& services, Reception& reception, Admission& admission, Executor control)
    : services_(services), reception_(reception), admission_(admission), control_(std::move(control)) {}

Task<Result<void>> Attendant::place(Order order) {
  if (reception_.draining()) co_return Error{no_room, "The server takes no new calls"};
  if (const auto reason = admission_.refusal(live_calls().size()); !reason.empty()) {
    log::warn("call refused: " + reason, {{"from", order.facts.from}, {"to", order.facts.to}});
    co_return Error{no_room, "The server has no room for another call"};
  }
  auto call = std::make_shared<call::Call>(order.facts, services_.journal, services_.deadlines);
  for (const call::Callback& callback : order.callbacks) call->add_callback(callback);
  call->limit(order.time_limit);
  live_calls().add(call);
  if (order.on_begin) order.on_begin(call);
  call->begin();
  for (const call::Notice& notice : order.notices) call->notice(notice);
  co_await services_.journal.flush(call->sid());
  asio::co_spawn(control_, serve(std::move(call), std::move(order)), must_not_throw);
  co_return Result<void>();
}

Task<void> Attendant::serve(std::shared_ptr<call::Call> call, Order order) {
  co_await wait(*call, order.delay);
  const bool answered = co_await ring(call, order);
  if (!answered) {
    co_await finish(call);
    co_return;
  }
  if (order.recording && !call->over()) {
    call->keep_ordered(std::make_unique<call::Recording>(services_.recordings, *call, *order.recording));
  }
  co_await send_digits(*call, order.digits);
  co_await run(call, order.instructions);
}

// Until then, or until the call is over.
Task<void> Attendant::wait(call::Call& call, Duration delay) {
  if (delay == Duration::zero() || call.over()) co_return;
  EndOfCall end(call);
  co_await end.over.wait_until(services_.deadlines, services_.deadlines.now() + delay);
}

Task<bool> Attendant::ring(std::shared_ptr<call::Call> call, const Order& order) {
  if (call->over()) co_return false;
  call::Ringing ringing(services_.exchange, services_.deadlines);
  ringing.start({call, order.target, order.timeout});
  const auto answered = co_await ringing.answer();
  co_return answered != nullptr;
}

Task<void> Attendant::send_digits(call::Call& call, std::string digits) {
  if (digits.empty() || call.over()) co_return;
  call.leg()->session().send_digits(digits);
  co_await wait(call, twiml::length_of_digits(digits));
}

void Attendant::take(std::shared_ptr<call::Call> call, call::Instructions instructions) {
  live_calls().add(call);
  asio::co_spawn(control_, run(std::move(call), std::move(instructions)), must_not_throw);
}

void Attendant::announce(std::shared_ptr<call::Conference> conference, std::shared_ptr<call::Call> call,
                         Listeners listeners, call::Instructions document) {
  const auto to = listeners == Listeners::all ? twiml::announce_to_all : twiml::announce_to_one;
  asio::co_spawn(control_, to(services_, std::move(conference), std::move(call), std::move(document)), must_not_throw);
}

Task<void> Attendant::run(std::shared_ptr<call::Call> call, call::Instructions instructions) {
  {
    twiml::ScriptRun scripts(services_, *call, twiml::start_of(instructions));
    co_await scripts.run();
  }
  co_await finish(call);
}

Task<void> Attendant::finish(std::shared_ptr<call::Call> call) {
  call->hangup(call::Cause::hangup);
  call->release_leg();
  co_await call->closed();
  co_await call->say_goodbyes();
  live_calls().remove(call->sid());
}

}  // namespace ringback::routing
