#pragma once

#include "store/outgoing_caller_ids.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<OutgoingCallerId> {
  static constexpr std::string_view name = "outgoing_caller_ids";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(OutgoingCallerId& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("phone_number", row.phone_number);
    visit("friendly_name", row.friendly_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

inline void narrow(Conditions& conditions, const OutgoingCallerIdFilter& filter) {
  conditions.equal_if("phone_number", filter.phone_number).equal_if("friendly_name", filter.friendly_name);
}

}  // namespace ringback::store::table
