#pragma once

#include <cstddef>
#include <optional>
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
  std::string after_sid{};
  // For old scripts that ask for Page=n without a token.
  std::size_t offset = 0;
  bool oldest_first = false;
};

template <class Row>
struct Rows {
  std::vector<Row> rows;
  bool more = false;
};

// Whether there was a row.
enum class Removed { nothing, something };
// Refused: another row stands against it.
enum class Saved { refused, done };

}  // namespace ringback::store
