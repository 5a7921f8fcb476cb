#pragma once

#include "store/conferences.hpp"
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

inline void narrow(Conditions& conditions, const ConferenceFilter& filter) {
  conditions.equal_if("friendly_name", filter.friendly_name)
      .equal_if("status", filter.status)
      .between("date_created", filter.created_from, filter.created_until)
      .between("date_updated", filter.updated_from, filter.updated_until);
}

}  // namespace ringback::store::table
