#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/page.hpp"

namespace ringback::store {

// What rows must have: columns, as their table calls them, and values.
using Match = std::vector<std::pair<std::string, std::string>>;

// The rows of one table, for tables that ask for nothing special. As of the Store, results are awaited and errors are
// 20500.
template <class Row>
class Collection {
 public:
  virtual ~Collection() = default;

  // Any row that matches.
  virtual Task<Result<std::optional<Row>>> find(Match match) = 0;
  virtual Task<Result<Rows<Row>>> list(Match match, Page page) = 0;
  // Inserts or replaces, unless another row matches `unique`, if it is not empty.
  virtual Task<Result<Saved>> save(Row row, Match unique = {}) = 0;
  // All rows that match. An empty match is none.
  virtual Task<Result<Removed>> remove(Match match) = 0;
};

}  // namespace ringback::store
