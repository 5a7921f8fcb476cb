#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "store/cipher.hpp"
#include "store/store.hpp"
#include "store/table/sealed.hpp"
#include "store/threads.hpp"

namespace ringback::store {

// The store's threads and its key, as each kind of record uses them. The queries run on those threads; what they
// capture outlives the coroutine that asked.
class Database {
 public:
  Database(const Cipher& cipher, Connection writer, std::vector<Connection> readers)
      : cipher_(cipher), writer_(std::move(writer)), readers_(std::move(readers)) {}

  template <class T>
  using Query = std::function<Result<T>(soci::session&)>;

  template <class T>
  Task<Result<T>> read(Query<T> query) {
    return ask<T>(readers_.queue(), std::move(query));
  }
  template <class T>
  Task<Result<T>> change(Query<T> query) {
    return ask<T>(writer_.queue(), std::move(query));
  }
  // A change that is right by itself: only the engine can refuse it.
  template <class Action>
  Task<Result<void>> write(Action action) {
    return change<void>([action = std::move(action)](soci::session& sql) -> Result<void> {
      action(sql);
      return {};
    });
  }

  // With its secrets open.
  template <class Row>
  Task<Result<std::optional<Row>>> find(table::Conditions conditions) {
    return read<std::optional<Row>>([this, conditions = std::move(conditions)](soci::session& sql) {
      return table::open_one(table::select_one<Row>(sql, conditions), cipher_);
    });
  }
  template <class Row>
  Task<Result<Rows<Row>>> list(table::Conditions conditions, Page page) {
    return read<Rows<Row>>([this, conditions = std::move(conditions), page = std::move(page)](soci::session& sql) {
      return table::open_page(table::select_page<Row>(sql, conditions, page), cipher_);
    });
  }
  template <class Row>
  Task<Result<void>> save(Row row) {
    return write([this, row = std::move(row)](soci::session& sql) { table::upsert(sql, table::sealed(row, cipher_)); });
  }

  const Cipher& cipher() const { return cipher_; }
  Store::Backlog backlog() const {
    return {.writes = writer_.queue().size(), .reads = readers_.queue().size(), .limit = JobQueue::limit};
  }

 private:
  // The answer lives apart from the coroutine: a cancelled one is gone while the thread still works.
  template <class T>
  static Task<Result<T>> ask(JobQueue& queue, Query<T> query) {
    const auto answer = std::make_shared<Result<T>>(Error{20500, "not asked yet"});
    Work work = [answer, query = std::move(query)](soci::session& sql) { *answer = query(sql); };
    const Failure failure = co_await run_on(queue, std::move(work));
    if (failure) co_return *failure;
    co_return std::move(*answer);
  }

  const Cipher cipher_;
  // Destroyed in reverse: what is queued to read is read while the cipher is there.
  Writer writer_;
  Readers readers_;
};

}  // namespace ringback::store
