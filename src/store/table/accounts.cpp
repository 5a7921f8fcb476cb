#include "store/table/accounts.hpp"

namespace ringback::store::table {

std::optional<Account> first_account(soci::session& sql) {
  auto rows = select<Account>(sql, {}, " ORDER BY date_created, sid LIMIT 1");
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace ringback::store::table
