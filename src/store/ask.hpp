#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "store/job.hpp"
#include "store/table/table.hpp"

// How the Store's calls reach the threads that run SQL.
namespace ringback::store {

template <class T>
using Query = std::function<Result<T>(soci::session&)>;

// The answer lives apart from the coroutine: a cancelled one is gone while the thread still works.
template <class T>
Task<Result<T>> ask(JobQueue& queue, Query<T> query) {
  const auto answer = std::make_shared<Result<T>>(Error{20500, "not asked yet"});
  Work work = [answer, query = std::move(query)](soci::session& sql) { *answer = query(sql); };
  const Failure failure = co_await run_on(queue, std::move(work));
  if (failure) co_return *failure;
  co_return std::move(*answer);
}

// A write that is right by itself: only the engine can refuse it.
template <class Action>
Task<Result<void>> write(JobQueue& queue, Action action) {
  return ask<void>(queue, [action = std::move(action)](soci::session& sql) -> Result<void> {
    action(sql);
    return {};
  });
}

template <class Row>
Task<Result<std::optional<Row>>> one(JobQueue& queue, table::Conditions conditions) {
  return ask<std::optional<Row>>(queue, [conditions = std::move(conditions)](soci::session& sql) {
    return Result<std::optional<Row>>(table::select_one<Row>(sql, conditions));
  });
}

template <class Row>
Task<Result<Rows<Row>>> page_of(JobQueue& queue, table::Conditions conditions, Page page) {
  return ask<Rows<Row>>(queue, [conditions = std::move(conditions), page = std::move(page)](soci::session& sql) {
    return Result<Rows<Row>>(table::select_page<Row>(sql, conditions, page));
  });
}

inline table::Conditions owned(std::string account_sid, std::string sid) {
  return table::Conditions().equal("account_sid", std::move(account_sid)).equal("sid", std::move(sid));
}

}  // namespace ringback::store
