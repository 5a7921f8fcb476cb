#pragma once

#include "base/async.hpp"
#include "call/queue.hpp"
#include "store/queues.hpp"

namespace ringback::ledger {

// Keeps in the store which queues there are: the store writes in the order in which it is asked. Control thread.
class QueueLedger final : public call::QueueJournal {
 public:
  QueueLedger(store::Queues& store, Executor control) : store_(store), control_(std::move(control)) {}

  void saved(call::QueueFacts queue) override;
  void removed(std::string sid) override;

 private:
  store::Queues& store_;
  const Executor control_;
};

// At the start: those that were there. Fails with what the store says.
Task<Result<void>> restore_queues(store::Queues& store, call::Queues& queues);

}  // namespace ringback::ledger
