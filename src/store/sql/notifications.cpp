#include "store/notifications.hpp"

#include "store/sql/kinds.hpp"
#include "store/table/expiry.hpp"
#include "store/table/notifications.hpp"

namespace ringback::store {
namespace {

class SqlNotifications final : public Notifications {
 public:
  SqlNotifications(Database& database, std::size_t per_call) : database_(database), per_call_(per_call) {}

  Task<Result<void>> add(Notification notification) override {
    return database_.write([notification = std::move(notification), kept = per_call_](soci::session& sql) {
      table::add_notification(sql, notification);
      if (notification.call_sid.empty()) return;
      table::keep_newest(sql, table::expiring_notifications, notification.call_sid, kept);
    });
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
  const std::size_t per_call_;
};

}  // namespace

std::unique_ptr<Notifications> make_notifications(Database& database, std::size_t per_call) {
  return std::make_unique<SqlNotifications>(database, per_call);
}

}  // namespace ringback::store
