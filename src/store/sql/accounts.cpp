#include "store/accounts.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/accounts.hpp"
#include "store/table/incoming_phone_numbers.hpp"

namespace ringback::store {
namespace {

Result<Account> changed(soci::session& sql, const Cipher& cipher, const std::string& sid, const Accounts::Edit& edit) {
  auto account = table::open_one(table::find_account(sql, sid), cipher);
  if (!account) return account.error();
  if (!*account) return Error{20404, "no account " + sid};
  if (const auto edited = edit(**account); !edited) return edited.error();
  table::upsert(sql, table::sealed(**account, cipher));
  if ((*account)->status == "closed") {
    table::remove<IncomingPhoneNumber>(sql, table::Conditions().equal("account_sid", sid));
  }
  return std::move(**account);
}

class SqlAccounts final : public Accounts {
 public:
  explicit SqlAccounts(Database& database) : database_(database) {}

  Task<Result<std::optional<Account>>> find(std::string sid) override {
    return database_.read<std::optional<Account>>([this, sid = std::move(sid)](soci::session& sql) {
      return table::open_one(table::find_account(sql, sid), database_.cipher());
    });
  }
  Task<Result<std::optional<Account>>> first() override {
    return database_.read<std::optional<Account>>(
        [this](soci::session& sql) { return table::open_one(table::first_account(sql), database_.cipher()); });
  }
  Task<Result<Rows<Account>>> family(std::string sid, AccountFilter filter, Page page) override {
    table::Conditions conditions;
    conditions.equal_either("sid", "owner_account_sid", std::move(sid));
    table::narrow(conditions, filter);
    return database_.list<Account>(std::move(conditions), std::move(page));
  }
  Task<Result<void>> save(Account account) override { return database_.save(std::move(account)); }
  Task<Result<Account>> change(std::string sid, Edit edit) override {
    return database_.change<Account>([&cipher = database_.cipher(), sid = std::move(sid), edit = std::move(edit)](
                                         soci::session& sql) { return changed(sql, cipher, sid, edit); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<Accounts> make_accounts(Database& database) {
  return std::make_unique<SqlAccounts>(database);
}

}  // namespace ringback::store
