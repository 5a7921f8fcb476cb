#include "store/accounts.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/accounts.hpp"

namespace ringback::store {
namespace {

class SqlAccounts final : public Accounts {
 public:
  explicit SqlAccounts(Database& database) : database_(database) {}

  Task<Result<std::optional<Account>>> find(std::string sid) override {
    return database_.find<Account>(table::Conditions().equal("sid", std::move(sid)));
  }
  Task<Result<std::optional<Account>>> first() override {
    return database_.read<std::optional<Account>>(
        [this](soci::session& sql) { return table::open_one(table::first_account(sql), database_.cipher()); });
  }
  Task<Result<void>> save(Account account) override { return database_.save(std::move(account)); }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<Accounts> make_accounts(Database& database) {
  return std::make_unique<SqlAccounts>(database);
}

}  // namespace ringback::store
