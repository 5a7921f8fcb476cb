#pragma once

#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<Conference> {
  static constexpr std::string_view name = "conferences";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Conference& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("friendly_name", row.friendly_name);
    visit("status", row.status);
    visit("reason_ended", row.reason_ended);
    visit("call_sid_ending", row.call_sid_ending);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
    visit("snapshot", row.snapshot);
  }
};

}  // namespace ringback::store::table
