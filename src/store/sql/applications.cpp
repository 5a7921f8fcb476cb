#include "store/applications.hpp"

#include "store/sql/collection.hpp"
#include "store/sql/kinds.hpp"
#include "store/table/applications.hpp"
#include "store/table/incoming_phone_numbers.hpp"

namespace ringback::store {
namespace {

class SqlApplications final : public SqlCollection<Applications> {
 public:
  using SqlCollection::SqlCollection;

  Task<Result<bool>> remove(std::string account_sid, std::string sid) override {
    return database().change<bool>([account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
      const bool removed = table::remove<Application>(sql, owned(account_sid, sid)) > 0;
      if (removed) table::unbind_application(sql, sid);
      return Result<bool>(boost::system::in_place_value, removed);
    });
  }
};

}  // namespace

std::unique_ptr<Applications> make_applications(Database& database) {
  return std::make_unique<SqlApplications>(database);
}

}  // namespace ringback::store
