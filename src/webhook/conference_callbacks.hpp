#pragma once

#include <deque>
#include <map>
#include <string>

#include "base/async.hpp"
#include "call/conference_event.hpp"

namespace ringback::webhook {

class Requests;

// Tells applications what happens in their conferences, in order for each. Stands behind the ledger: what it is told of
// is stored. Control thread; lives as long as the server.
class ConferenceCallbacks final : public call::ConferenceJournal {
 public:
  // `ledger` is told of each callback that is done with.
  ConferenceCallbacks(Requests& requests, call::ConferenceJournal& ledger, Executor control)
      : requests_(requests), ledger_(ledger), control_(std::move(control)) {}

  void record(call::ConferenceEvent event) override;
  // Callbacks not yet delivered or given up.
  std::size_t waiting() const;

 private:
  Task<void> deliver(std::string sid);
  Task<void> tell(const call::ConferenceEvent& event);

  Requests& requests_;
  call::ConferenceJournal& ledger_;
  const Executor control_;
  std::map<std::string, std::deque<call::ConferenceEvent>> queues_;  // by the conference's SID
};

}  // namespace ringback::webhook
