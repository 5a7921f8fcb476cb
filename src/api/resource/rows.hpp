#pragma once

#include "api/context.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"

// What resources of a store::Collection do alike, for the account of the request.
namespace ringback::api::resource {

// 20404 if there is none.
template <class Row, class Filter>
Task<Result<Row>> find_row(const Context& context, store::Collection<Row, Filter>& rows, std::string sid) {
  auto found = co_await rows.find(context.account.sid, std::move(sid));
  if (!found) co_return found.error();
  if (!*found) co_return not_found(context.path.text);
  co_return std::move(**found);
}

template <class Kind, class Filter, class ToJson>
Task<Result<Answer>> list_rows(Context& context, Kind& rows, Filter filter, ListNames names, ToJson to_json) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto found = co_await rows.list(context.account.sid, std::move(filter), listing->page);
  if (!found) co_return found.error();
  co_return page_answer(context, *listing, names, *found, to_json);
}

// Of what was removed, or was not there.
inline Result<Answer> removal_answer(const Context& context, const Result<bool>& removed) {
  if (!removed) return removed.error();
  if (!*removed) return not_found(context.path.text);
  return Answer{204, {}, "", ""};
}

template <class Row, class Filter>
Task<Result<Answer>> remove_row(const Context& context, store::Collection<Row, Filter>& rows, std::string sid) {
  const auto removed = co_await rows.remove(context.account.sid, std::move(sid));
  co_return removal_answer(context, removed);
}

}  // namespace ringback::api::resource
