#pragma once

#include <string>

#include "store/table/table.hpp"

// What goes of the tables that grow with every request.
namespace ringback::store::table {

struct Expiring {
  std::string_view table;
  std::string_view date;
};

inline constexpr Expiring expiring_call_events{"call_events", "date_created"};
inline constexpr Expiring expiring_notifications{"notifications", "message_date"};

// At most so many rows older than `before`, the oldest first; how many there were.
std::size_t remove_older(soci::session& sql, const Expiring& rows, Millis before, std::size_t at_most);
// Those of the call but for the newest `kept`.
void keep_newest(soci::session& sql, const Expiring& rows, const std::string& call_sid, std::size_t kept);

}  // namespace ringback::store::table
