#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

// One page of a list, newest first by (date_created, sid) unless it asks for the oldest. Keyset paging: rows that come
// meanwhile neither repeat nor hide any.
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

// Records of one kind, each of which an account owns: store.hpp says what all reads and writes have in common.
template <class RowType, class FilterType>
class Records {
 public:
  using Row = RowType;
  using Filter = FilterType;
  virtual ~Records() = default;

  // Nothing if there is none or if another account owns it.
  virtual Task<Result<std::optional<Row>>> find(std::string account_sid, std::string sid) = 0;
  virtual Task<Result<Rows<Row>>> list(std::string account_sid, Filter filter, Page page) = 0;
};

// Those that a request makes, changes and removes.
template <class RowType, class FilterType>
class Collection : public Records<RowType, FilterType> {
 public:
  // Inserts or replaces.
  virtual Task<Result<void>> save(RowType row) = 0;
  // False if there is none or if another account owns it.
  virtual Task<Result<bool>> remove(std::string account_sid, std::string sid) = 0;
};

}  // namespace ringback::store
