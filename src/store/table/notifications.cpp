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
    visit("request_variables", row.request_variables);
    visit("message_date", row.message_date);
  }
};

namespace {

Notification record_of(NotificationRow row) {
  row.warning = row.warning_column != 0;
  return std::move(static_cast<Notification&>(row));
}

}  // namespace

void add_notification(soci::session& sql, const Notification& notification) {
  NotificationRow row{notification, notification.warning ? 1 : 0};
  upsert(sql, std::move(row));
}

std::optional<Notification> find_notification(soci::session& sql, const std::string& account_sid,
                                              const std::string& sid) {
  auto row = select_one<NotificationRow>(sql, Conditions().equal("account_sid", account_sid).equal("sid", sid));
  if (!row) return std::nullopt;
  return record_of(std::move(*row));
}

Rows<Notification> list_notifications(soci::session& sql, const std::string& account_sid,
                                      const NotificationFilter& filter, const Page& page) {
  Conditions conditions;
  conditions.equal("account_sid", account_sid).between("message_date", filter.date_from, filter.date_until);
  if (filter.call_sid) conditions.equal("call_sid", *filter.call_sid);
  if (filter.warning) conditions.equal("warning", *filter.warning ? 1 : 0);
  auto rows = select_page<NotificationRow>(sql, std::move(conditions), page, "message_date");
  Rows<Notification> out{{}, rows.more};
  for (NotificationRow& row : rows.rows) out.rows.push_back(record_of(std::move(row)));
  return out;
}

}  // namespace ringback::store::table
