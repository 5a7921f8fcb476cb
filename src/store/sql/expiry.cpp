#include "store/expiry.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/expiry.hpp"

namespace ringback::store {
namespace {

class SqlExpiry final : public Expiry {
 public:
  explicit SqlExpiry(Database& database) : database_(database) {}

  Task<Result<std::size_t>> remove(Millis before, std::size_t at_most) override {
    return database_.change<std::size_t>([before, at_most](soci::session& sql) {
      const auto events = table::remove_older(sql, table::expiring_call_events, before, at_most);
      const auto notifications = table::remove_older(sql, table::expiring_notifications, before, at_most);
      return Result<std::size_t>(boost::system::in_place_value, events + notifications);
    });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<Expiry> make_expiry(Database& database) {
  return std::make_unique<SqlExpiry>(database);
}

}  // namespace ringback::store
