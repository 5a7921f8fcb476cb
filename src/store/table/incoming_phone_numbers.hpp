#pragma once

#include "store/incoming_phone_numbers.hpp"
#include "store/table/table.hpp"
#include "store/table/voice_urls.hpp"

namespace ringback::store::table {

template <>
struct Table<IncomingPhoneNumber> {
  static constexpr std::string_view name = "incoming_phone_numbers";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(IncomingPhoneNumber& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("phone_number", row.phone_number);
    visit("friendly_name", row.friendly_name);
    visit("voice_application_sid", row.voice_application_sid);
    voice_url_columns(row.urls, visit);
    visit("type", row.type);
    visit("kept", row.kept);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

inline void narrow(Conditions& conditions, const IncomingPhoneNumberFilter& filter) {
  conditions.contains_if("phone_number", filter.phone_number)
      .equal_if("friendly_name", filter.friendly_name)
      .equal_if("type", filter.type);
}

// Numbers that the application answered for.
void unbind_application(soci::session& sql, const std::string& application_sid);
// 21422 if another row has the number.
Result<void> save_number(soci::session& sql, const IncomingPhoneNumber& number);

}  // namespace ringback::store::table
