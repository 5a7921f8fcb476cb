#include "store/table/accounts.hpp"

namespace ringback::store::table {

std::optional<Account> find_account(soci::session& sql, const std::string& sid) {
  auto account = select_one<Account>(sql, Conditions().equal("sid", sid));
  if (!account || account->owner_account_sid.empty() || account->owner_account_sid == sid) return account;
  if (auto owner = select_one<Account>(sql, Conditions().equal("sid", account->owner_account_sid))) {
    account->owner_status = std::move(owner->status);
  }
  return account;
}

std::optional<Account> first_account(soci::session& sql) {
  auto rows = select<Account>(sql, {}, " ORDER BY date_created, sid LIMIT 1");
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace ringback::store::table
