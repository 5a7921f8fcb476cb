#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "store/records.hpp"

namespace ringback::store {

// One page of a list, newest first by (date_created, sid). Keyset paging: rows that come meanwhile neither repeat nor
// hide any.
struct Page {
  std::size_t size = 50;
  // The last row of the former page; empty for the first.
  Millis after_date = 0;
  std::string after_sid;
  // For old scripts that ask for Page=n without a token.
  std::size_t offset = 0;
};

template <class Row>
struct Rows {
  std::vector<Row> rows;
  bool more = false;
};

}  // namespace ringback::store
