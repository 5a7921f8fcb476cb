#include "store/sip_mappings.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/sip_mappings.hpp"

namespace ringback::store {
namespace {

class SqlSipMappings final : public SipMappings {
 public:
  explicit SqlSipMappings(Database& database) : database_(database) {}

  Task<Result<Rows<SipMapping>>> list(std::string account_sid, SipMappingFilter filter, Page page) override {
    return database_.list<SipMapping>(those(std::move(account_sid), filter), std::move(page));
  }
  Task<Result<void>> add(SipMapping mapping) override {
    return database_.change<void>([mapping = std::move(mapping)](soci::session& sql) -> Result<void> {
      const bool known = table::select_one<SipMapping>(sql, table::Conditions().equal("id", mapping.id)).has_value();
      if (known) return Error{21231, "The list is mapped to the domain already"};
      table::upsert(sql, mapping);
      return {};
    });
  }
  Task<Result<bool>> remove(std::string account_sid, SipMappingFilter filter) override {
    return database_.change<bool>([conditions = those(std::move(account_sid), filter)](soci::session& sql) {
      return Result<bool>(boost::system::in_place_value, table::remove<SipMapping>(sql, conditions) > 0);
    });
  }

 private:
  static table::Conditions those(std::string account_sid, const SipMappingFilter& filter) {
    table::Conditions conditions;
    conditions.equal("account_sid", std::move(account_sid));
    table::narrow(conditions, filter);
    return conditions;
  }

  Database& database_;
};

}  // namespace

std::unique_ptr<SipMappings> make_sip_mappings(Database& database) {
  return std::make_unique<SqlSipMappings>(database);
}

}  // namespace ringback::store
