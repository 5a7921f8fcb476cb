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
  Task<Result<std::optional<Notification>>> find(std::string account_sid, std::string sid) override {
    return database_.read<std::optional<Notification>>(
        [account_sid = std::move(account_sid), sid = std::move(sid)](soci::session& sql) {
          return Result<std::optional<Notification>>(table::find_notification(sql, account_sid, sid));
        });
  }
  Task<Result<Rows<Notification>>> list(std::string account_sid, NotificationFilter filter, Page page) override {
    return database_.read<Rows<Notification>>(
        [account_sid = std::move(account_sid), filter = std::move(filter), page = std::move(page)](soci::session& sql) {
          return Result<Rows<Notification>>(table::list_notifications(sql, account_sid, filter, page));
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
