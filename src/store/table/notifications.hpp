#pragma once

#include "store/notifications.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

void add_notification(soci::session& sql, const Notification& notification);
// Newest first.
std::vector<Notification> notifications_of(soci::session& sql, const std::string& account_sid,
                                           const std::string& call_sid);

}  // namespace ringback::store::table
