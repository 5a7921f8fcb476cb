#include "store/ip_access_control_lists.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/ip_access_control_lists.hpp"
#include "store/table/ip_addresses.hpp"

namespace ringback::store {
namespace {

class SqlIpAccessControlLists final : public UniqueSqlCollection<IpAccessControlLists> {
 public:
  using UniqueSqlCollection::UniqueSqlCollection;

  Task<Result<bool>> remove(std::string account_sid, std::string sid) override {
    return database().change<bool>([account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
      const bool removed = table::remove<IpAccessControlList>(sql, owned(account_sid, sid)) > 0;
      if (removed) table::remove<IpAddress>(sql, table::Conditions().equal("ip_access_control_list_sid", sid));
      return Result<bool>(boost::system::in_place_value, removed);
    });
  }
};

}  // namespace

std::unique_ptr<IpAccessControlLists> make_ip_access_control_lists(Database& database) {
  return std::make_unique<SqlIpAccessControlLists>(database);
}

}  // namespace ringback::store
