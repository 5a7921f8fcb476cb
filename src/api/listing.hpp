#pragma once

#include <boost/json/array.hpp>
#include <optional>
#include <string>

#include "api/context.hpp"
#include "api/page_token.hpp"
#include "store/collection.hpp"
#include "store/notifications.hpp"

namespace ringback::api {

// Which page of a list a request asks for.
struct Listing {
  store::Page page;
  std::size_t number = 0;  // of the page, as the client counts
  std::string filters;     // the other parameters, encoded
  std::string token;
};

// Fails with 20007 (page too large), 21481 (token not ours), 20422 (page number without a token too deep).
Result<Listing> read_listing(Context& context);

struct ListNames {
  std::string_view key;      // `calls`
  std::string_view element;  // `Call`
};

// The envelope. `next` is where the page ends if there is another one.
Answer list_answer(const Context& context, const Listing& listing, ListNames names, boost::json::array items,
                   const std::optional<PageEnd>& next);

inline PageEnd page_end(const store::Notification& row) {
  return {row.message_date, row.sid};
}
template <class Row>
PageEnd page_end(const Row& row) {
  return {row.date_created, row.sid};
}

// The same from rows, of which `to_json` makes each a resource.
template <class Row, class ToJson>
Answer page_answer(const Context& context, const Listing& listing, ListNames names, const store::Rows<Row>& rows,
                   ToJson to_json) {
  boost::json::array items;
  for (const Row& row : rows.rows) items.push_back(to_json(context, row));
  std::optional<PageEnd> next;
  if (rows.more) next = page_end(rows.rows.back());
  return list_answer(context, listing, names, std::move(items), next);
}

// The page of rows that are all at hand, newest first.
template <class Row>
store::Rows<Row> slice(std::vector<Row> all, const store::Page& page) {
  store::Rows<Row> out;
  std::size_t skip = page.offset;
  for (Row& row : all) {
    const PageEnd end = page_end(row);
    const bool before = end.date > page.after_date || (end.date == page.after_date && end.sid >= page.after_sid);
    if (!page.after_sid.empty() && before) continue;
    if (skip > 0) {
      --skip;
    } else if (out.rows.size() == page.size) {
      out.more = true;
      break;
    } else {
      out.rows.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace ringback::api
