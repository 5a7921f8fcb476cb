#include "store/sip_domains.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/sip_domains.hpp"
#include "store/table/sip_mappings.hpp"

namespace ringback::store {
namespace {

class SqlSipDomains final : public UniqueSqlCollection<SipDomains> {
 public:
  using UniqueSqlCollection::UniqueSqlCollection;

  Task<Result<bool>> remove(std::string account_sid, std::string sid) override {
    return database().change<bool>([account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
      const bool removed = table::remove<SipDomain>(sql, owned(account_sid, sid)) > 0;
      if (removed) table::remove<SipMapping>(sql, table::Conditions().equal("domain_sid", sid));
      return Result<bool>(boost::system::in_place_value, removed);
    });
  }
};

}  // namespace

std::unique_ptr<SipDomains> make_sip_domains(Database& database) {
  return std::make_unique<SqlSipDomains>(database);
}

}  // namespace ringback::store
