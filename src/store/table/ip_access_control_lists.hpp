#pragma once

#include "store/ip_access_control_lists.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<IpAccessControlList> {
  static constexpr std::string_view name = "ip_access_control_lists";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(IpAccessControlList& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("friendly_name", row.friendly_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }

  // Rows that it can't stand beside.
  static Conditions rivals_of(const IpAccessControlList& row) {
    return Conditions().equal("account_sid", row.account_sid).equal("friendly_name", row.friendly_name);
  }
  static Error taken(const IpAccessControlList& row) {
    return {21235, "FriendlyName is taken by another list: " + row.friendly_name};
  }
};

inline void narrow(Conditions&, const IpAccessControlListFilter&) {}

}  // namespace ringback::store::table
