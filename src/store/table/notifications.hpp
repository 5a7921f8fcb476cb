#pragma once

#include "store/notifications.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

void add_notification(soci::session& sql, const Notification& notification);
std::optional<Notification> find_notification(soci::session& sql, const std::string& account_sid,
                                              const std::string& sid);
Rows<Notification> list_notifications(soci::session& sql, const std::string& account_sid,
                                      const NotificationFilter& filter, const Page& page);

}  // namespace ringback::store::table
