#pragma once

#include "store/recordings.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<Recording> {
  static constexpr std::string_view name = "recordings";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Recording& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("call_sid", row.call_sid);
    visit("conference_sid", row.conference_sid);
    visit("status", row.status);
    visit("source", row.source);
    visit("track", row.track);
    visit("channels", row.channels);
    visit("duration", row.duration);
    visit("error_code", row.error_code);
    visit("start_time", row.start_time);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
    visit("snapshot", row.snapshot);
  }
};

inline void narrow(Conditions& conditions, const RecordingFilter& filter) {
  conditions.equal_if("call_sid", filter.call_sid)
      .equal_if("conference_sid", filter.conference_sid)
      .between("date_created", filter.created_from, filter.created_until);
  if (!filter.deleted) conditions.differ("status", "deleted");
}

}  // namespace ringback::store::table
