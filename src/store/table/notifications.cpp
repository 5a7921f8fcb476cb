#include "store/table/notifications.hpp"

namespace ringback::store::table {
namespace {

// SOCI knows no bool that both engines take.
struct NotificationRow : Notification {
  int warning_column = 0;
};

}  // namespace

template <>
struct Table<NotificationRow> {
  static constexpr std::string_view name = "notifications";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(NotificationRow& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("call_sid", row.call_sid);
    visit("error_code", row.error_code);
    visit("warning", row.warning_column);
    visit("message_text", row.message_text);
    visit("request_url", row.request_url);
    visit("request_method", row.request_method);
    visit("message_date", row.message_date);
  }
};

void add_notification(soci::session& sql, const Notification& notification) {
  NotificationRow row{notification, notification.warning ? 1 : 0};
  upsert(sql, std::move(row));
}

std::vector<Notification> notifications_of(soci::session& sql, const std::string& account_sid,
                                           const std::string& call_sid) {
  Conditions conditions;
  conditions.equal("account_sid", account_sid).equal("call_sid", call_sid);
  const auto rows = select<NotificationRow>(sql, std::move(conditions), " ORDER BY message_date DESC, sid DESC");
  std::vector<Notification> out;
  for (const NotificationRow& row : rows) {
    out.push_back(row);
    out.back().warning = row.warning_column != 0;
  }
  return out;
}

}  // namespace ringback::store::table
