#include "ledger/queue_ledger.hpp"

#include <boost/asio/co_spawn.hpp>

#include "base/log.hpp"

namespace ringback::ledger {
namespace {

store::Queue row_of(const call::QueueFacts& facts) {
  return {.sid = facts.sid,
          .account_sid = facts.account_sid,
          .friendly_name = facts.friendly_name,
          .max_size = static_cast<int>(facts.max_size),
          .date_created = facts.created_ms,
          .date_updated = facts.updated_ms};
}

Task<void> watch(Task<Result<void>> write, std::string sid) {
  const auto written = co_await std::move(write);
  if (!written) log::error("a queue could not be stored", {{"queue_sid", sid}, {"reason", written.error().message}});
}

}  // namespace

void QueueLedger::saved(call::QueueFacts queue) {
  boost::asio::co_spawn(control_, watch(store_.save(row_of(queue)), queue.sid), must_not_throw);
}

void QueueLedger::removed(std::string sid) {
  boost::asio::co_spawn(control_, watch(store_.remove(sid), sid), must_not_throw);
}

Task<Result<void>> restore_queues(store::Queues& store, call::Queues& queues) {
  const auto rows = co_await store.all();
  if (!rows) co_return rows.error();
  for (const store::Queue& row : *rows) {
    queues.restore({.sid = row.sid,
                    .account_sid = row.account_sid,
                    .friendly_name = row.friendly_name,
                    .max_size = static_cast<std::size_t>(row.max_size),
                    .created_ms = row.date_created,
                    .updated_ms = row.date_updated});
  }
  co_return Result<void>();
}

}  // namespace ringback::ledger
