#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/job.hpp"

namespace ringback::store {

template <class T>
using Query = std::function<Result<T>(soci::session&)>;

// What a query on a thread of the store answers. The answer lives apart from the coroutine: a cancelled one is gone
// while the thread still works.
template <class T>
Task<Result<T>> ask(JobQueue& queue, Query<T> query) {
  const auto answer = std::make_shared<Result<T>>(Error{20500, "not asked yet"});
  Work work = [answer, query = std::move(query)](soci::session& sql) { *answer = query(sql); };
  const Failure failure = co_await run_on(queue, std::move(work));
  if (failure) co_return *failure;
  co_return std::move(*answer);
}

}  // namespace ringback::store
