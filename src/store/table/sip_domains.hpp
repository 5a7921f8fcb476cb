#pragma once

#include "store/sip_domains.hpp"
#include "store/table/table.hpp"
#include "store/table/voice_urls.hpp"

namespace ringback::store::table {

template <>
struct Table<SipDomain> {
  static constexpr std::string_view name = "sip_domains";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(SipDomain& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("domain_name", row.domain_name);
    visit("friendly_name", row.friendly_name);
    voice_url_columns(row.urls, visit);
    visit("sip_registration", row.sip_registration);
    visit("secure", row.secure);
    visit("emergency_calling_enabled", row.emergency_calling_enabled);
    visit("byoc_trunk_sid", row.byoc_trunk_sid);
    visit("emergency_caller_sid", row.emergency_caller_sid);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }

  // Rows that it can't stand beside.
  static Conditions rivals_of(const SipDomain& row) { return Conditions().equal("domain_name", row.domain_name); }
  static Error taken(const SipDomain& row) { return {21232, "DomainName is taken: " + row.domain_name}; }
};

inline void narrow(Conditions&, const SipDomainFilter&) {}

}  // namespace ringback::store::table
