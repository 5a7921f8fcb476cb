#include "store/table/accounts.hpp"

namespace ringback::store::table {
namespace {

std::string place(const Account& account) {
  return "accounts.auth_token." + account.sid;
}

Result<std::optional<Account>> first_opened(std::vector<Account> rows, const Cipher& cipher) {
  if (rows.empty()) return std::optional<Account>();
  Account& account = rows.front();
  auto token = cipher.open(account.auth_token, place(account));
  if (!token) return Error{20500, token.error().message};
  account.auth_token = std::move(*token);
  return std::optional(std::move(account));
}

}  // namespace

Result<std::optional<Account>> find_account(soci::session& sql, const Cipher& cipher, const std::string& sid) {
  return first_opened(select<Account>(sql, Conditions().equal("sid", sid)), cipher);
}

Result<std::optional<Account>> first_account(soci::session& sql, const Cipher& cipher) {
  return first_opened(select<Account>(sql, {}, " ORDER BY date_created, sid LIMIT 1"), cipher);
}

void save_account(soci::session& sql, const Cipher& cipher, Account account) {
  account.auth_token = cipher.seal(account.auth_token, place(account));
  upsert(sql, std::move(account));
}

}  // namespace ringback::store::table
