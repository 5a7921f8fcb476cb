#pragma once

#include <deque>
#include <map>
#include <string>

#include "base/async.hpp"
#include "call/journal.hpp"

namespace ringback {
class Deadlines;
}

namespace ringback::webhook {

class Requests;

// Tells the application of the events that it asked to hear of, in order for each call. A further Journal behind the
// ledger: what it is told of is stored. Control thread.
class StatusCallbacks final : public call::Journal {
 public:
  // `ledger` is told of each callback that is done with, and of each that was not taken with a 2xx (a warning, 15003).
  StatusCallbacks(Requests& requests, call::Journal& ledger, Deadlines& deadlines, Executor control);

  void record(call::Event event) override;
  Task<void> flush(std::string call_sid) override;
  // Callbacks not yet delivered or given up.
  std::size_t waiting() const;

 private:
  Task<void> deliver(std::string call_sid);
  Task<void> tell(const call::Event& event, const call::Callback& callback);

  Requests& requests_;
  call::Journal& ledger_;
  Deadlines& deadlines_;
  Executor control_;
  std::map<std::string, std::deque<call::Event>> queues_;
};

}  // namespace ringback::webhook
