#pragma once

#include "api/context.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"

// What resources of a store::Collection do alike. A match has the account's SID added.
namespace ringback::api::resource {

inline store::Match own(const Context& context, store::Match match) {
  match.emplace_back("account_sid", context.account.sid);
  return match;
}

// 20404 if there is none.
template <class Row>
Task<Result<Row>> find_row(const Context& context, store::Collection<Row>& rows, store::Match match) {
  auto found = co_await rows.find(own(context, std::move(match)));
  if (!found) co_return found.error();
  if (!*found) co_return not_found(context.path.text);
  co_return std::move(**found);
}

template <class Row, class ToJson>
Task<Result<Answer>> list_rows(Context& context, store::Collection<Row>& rows, store::Match match, ListNames names,
                               ToJson to_json) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto found = co_await rows.list(own(context, std::move(match)), listing->page);
  if (!found) co_return found.error();
  co_return page_answer(context, *listing, names, *found, to_json);
}

// `refusal` if another row matches `unique`.
template <class Row>
Task<Result<void>> save_row(store::Collection<Row>& rows, Row row, store::Match unique, Error refusal) {
  const auto saved = co_await rows.save(std::move(row), std::move(unique));
  if (!saved) co_return saved.error();
  if (*saved == store::Saved::refused) co_return refusal;
  co_return Result<void>();
}

template <class Row>
Task<Result<Answer>> remove_row(const Context& context, store::Collection<Row>& rows, store::Match match) {
  const auto removed = co_await rows.remove(own(context, std::move(match)));
  if (!removed) co_return removed.error();
  if (*removed == store::Removed::nothing) co_return not_found(context.path.text);
  co_return Answer{204, {}, "", ""};
}

// Whether any row matches.
template <class Row>
Task<Result<store::Rows<Row>>> first_row(const Context& context, store::Collection<Row>& rows, store::Match match) {
  Result<store::Rows<Row>> found = co_await rows.list(own(context, std::move(match)), store::Page{.size = 1});
  co_return found;
}

}  // namespace ringback::api::resource
