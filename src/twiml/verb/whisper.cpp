#include "twiml/verb/whisper.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "base/deadlines.hpp"
#include "twiml/script_run.hpp"

namespace ringback::twiml {
namespace {

// The script unwinds in turns of its own after a cancellation, so it keeps what it uses alive.
struct Performance {
  std::shared_ptr<call::Call> party;
  ScriptRun run;
  Wakeup over;
};

Task<void> perform(std::shared_ptr<Performance> performance) {
  co_await performance->run.run();
  performance->over.notify();
  co_await performance->party->say_goodbyes();
}

}  // namespace

Task<void> whisper(Services& services, std::shared_ptr<call::Call> party, webhook::Request request) {
  call::Call& call = *party;
  Script::Start start{.request = std::move(request), .whisper = true};
  const auto performance =
      std::shared_ptr<Performance>(new Performance{std::move(party), {services, call, std::move(start)}, {}});
  struct Guard {
    Performance& performance;
    ~Guard() { performance.run.cancel(); }
  } const guard{*performance};
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::co_spawn(executor, perform(performance), must_not_throw);
  co_await performance->over.wait_until(services.deadlines, TimePoint::max());
}

}  // namespace ringback::twiml
