#include "store/sip_credential_lists.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/sip_credential_lists.hpp"
#include "store/table/sip_credentials.hpp"

namespace ringback::store {
namespace {

class SqlSipCredentialLists final : public UniqueSqlCollection<SipCredentialLists> {
 public:
  using UniqueSqlCollection::UniqueSqlCollection;

  Task<Result<bool>> remove(std::string account_sid, std::string sid) override {
    return database().change<bool>([account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
      const bool removed = table::remove<SipCredentialList>(sql, owned(account_sid, sid)) > 0;
      if (removed) table::remove<SipCredential>(sql, table::Conditions().equal("credential_list_sid", sid));
      return Result<bool>(boost::system::in_place_value, removed);
    });
  }
};

}  // namespace

std::unique_ptr<SipCredentialLists> make_sip_credential_lists(Database& database) {
  return std::make_unique<SqlSipCredentialLists>(database);
}

}  // namespace ringback::store
