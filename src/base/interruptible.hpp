#pragma once

#include <boost/asio/cancellation_signal.hpp>
#include <memory>

#include "base/async.hpp"

namespace ringback {

// Work that its owner can cut short without being cut short itself. Single thread; it outlives `run`.
class Interruptible {
 public:
  // True when `work` has come to its end, false when it was interrupted: its destructors have then run. A cancellation
  // of the caller ends both and throws operation_aborted, as does any other exception of `work`.
  Task<bool> run(Task<void> work);
  // Of work that has not begun: it never does.
  void interrupt();

 private:
  void cancel(boost::asio::cancellation_type type);

  // Shared with what is on its way: Asio delivers a cancellation in a later turn, when `run` may be over.
  std::shared_ptr<boost::asio::cancellation_signal> signal_ = std::make_shared<boost::asio::cancellation_signal>();
  Executor running_on_;  // empty: nothing runs
  bool interrupted_ = false;
};

}  // namespace ringback
