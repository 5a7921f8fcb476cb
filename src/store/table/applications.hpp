#pragma once

#include "store/applications.hpp"
#include "store/table/table.hpp"
#include "store/table/voice_urls.hpp"

namespace ringback::store::table {

template <>
struct Table<Application> {
  static constexpr std::string_view name = "applications";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Application& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("friendly_name", row.friendly_name);
    voice_url_columns(row.urls, visit);
    visit("kept", row.kept);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

inline void narrow(Conditions& conditions, const ApplicationFilter& filter) {
  conditions.equal_if("friendly_name", filter.friendly_name);
}

}  // namespace ringback::store::table
