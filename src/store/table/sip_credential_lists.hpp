#pragma once

#include "store/sip_credential_lists.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<SipCredentialList> {
  static constexpr std::string_view name = "sip_credential_lists";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(SipCredentialList& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("friendly_name", row.friendly_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }

  // Rows that it can't stand beside.
  static Conditions rivals_of(const SipCredentialList& row) {
    return Conditions().equal("account_sid", row.account_sid).equal("friendly_name", row.friendly_name);
  }
  static Error taken(const SipCredentialList& row) {
    return {21240, "FriendlyName is taken by another list: " + row.friendly_name};
  }
};

inline void narrow(Conditions&, const SipCredentialListFilter&) {}

}  // namespace ringback::store::table
