#pragma once

#include "store/ip_addresses.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<IpAddress> {
  static constexpr std::string_view name = "ip_addresses";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(IpAddress& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("ip_access_control_list_sid", row.ip_access_control_list_sid);
    visit("friendly_name", row.friendly_name);
    visit("ip_address", row.ip_address);
    visit("cidr_prefix_length", row.cidr_prefix_length);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }

  // Rows that it can't stand beside.
  static Conditions rivals_of(const IpAddress& row) {
    return Conditions()
        .equal("ip_access_control_list_sid", row.ip_access_control_list_sid)
        .equal("ip_address", row.ip_address);
  }
  static Error taken(const IpAddress& row) { return {21235, "The list has this address: " + row.ip_address}; }
};

inline void narrow(Conditions& conditions, const IpAddressFilter& filter) {
  conditions.equal_if("ip_access_control_list_sid", filter.ip_access_control_list_sid);
}

}  // namespace ringback::store::table
