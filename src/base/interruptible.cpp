#include "base/interruptible.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

namespace ringback {
namespace asio = boost::asio;
namespace {

// Hears the caller's cancellation, while it lives.
class Listening {
 public:
  template <class Handler>
  Listening(asio::cancellation_slot slot, Handler handler) : slot_(slot) {
    if (slot_.is_connected()) slot_.assign(std::move(handler));
  }
  ~Listening() {
    if (slot_.is_connected()) slot_.clear();
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  asio::cancellation_slot slot_;
};

}  // namespace

Task<bool> Interruptible::run(Task<void> work) {
  const auto executor = co_await asio::this_coro::executor;
  const auto caller = co_await asio::this_coro::cancellation_state;
  if (interrupted_) co_return false;
  running_on_ = executor;
  const Listening listening(caller.slot(), [this](asio::cancellation_type type) { cancel(type); });
  try {
    co_await asio::co_spawn(executor, std::move(work),
                            asio::bind_cancellation_slot(signal_->slot(), asio::use_awaitable));
    running_on_ = {};
  } catch (const boost::system::system_error& error) {
    running_on_ = {};
    const bool cancelled = caller.cancelled() != asio::cancellation_type::none;
    if (error.code() != asio::error::operation_aborted || cancelled || !interrupted_) throw;
    co_return false;
  }
  co_return true;
}

void Interruptible::interrupt() {
  if (std::exchange(interrupted_, true)) return;
  cancel(asio::cancellation_type::terminal);
}

void Interruptible::cancel(asio::cancellation_type type) {
  if (!running_on_) return;
  signal_->emit(type);
  asio::post(running_on_, [signal = signal_] {});
}

}  // namespace ringback
