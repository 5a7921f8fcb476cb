#include "store/notifications.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/notifications.hpp"

namespace ringback::store {
namespace {

class SqlNotifications final : public Notifications {
 public:
  explicit SqlNotifications(Database& database) : database_(database) {}

  Task<Result<void>> add(Notification notification) override {
    return database_.write(
        [notification = std::move(notification)](soci::session& sql) { table::add_notification(sql, notification); });
  }
  Task<Result<std::vector<Notification>>> list(std::string account_sid, std::string call_sid) override {
    return database_.read<std::vector<Notification>>(
        [account_sid = std::move(account_sid), call_sid = std::move(call_sid)](soci::session& sql) {
          return Result<std::vector<Notification>>(table::notifications_of(sql, account_sid, call_sid));
        });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<Notifications> make_notifications(Database& database) {
  return std::make_unique<SqlNotifications>(database);
}

}  // namespace ringback::store
