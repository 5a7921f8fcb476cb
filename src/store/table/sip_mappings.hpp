#pragma once

#include "store/sip_mappings.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<SipMapping> {
  static constexpr std::string_view name = "sip_mappings";
  static constexpr std::string_view key = "id";

  template <class Visit>
  static void columns(SipMapping& row, Visit visit) {
    visit("id", row.id);
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("domain_sid", row.domain_sid);
    visit("use_of", row.use);
    visit("friendly_name", row.friendly_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

inline void narrow(Conditions& conditions, const SipMappingFilter& filter) {
  conditions.equal_if("domain_sid", filter.domain_sid).equal_if("use_of", filter.use).equal_if("sid", filter.list_sid);
}

}  // namespace ringback::store::table
