#pragma once

#include "store/sip_credentials.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<SipCredential> {
  static constexpr std::string_view name = "sip_credentials";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(SipCredential& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("credential_list_sid", row.credential_list_sid);
    visit("username", row.username);
    visit("password", row.password);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }

  template <class Visit>
  static void secrets(SipCredential& row, Visit visit) {
    visit("password", row.password);
  }

  // Rows that it can't stand beside.
  static Conditions rivals_of(const SipCredential& row) {
    return Conditions().equal("credential_list_sid", row.credential_list_sid).equal("username", row.username);
  }
  static Error taken(const SipCredential& row) { return {21243, "Username is taken in this list: " + row.username}; }
};

inline void narrow(Conditions& conditions, const SipCredentialFilter& filter) {
  conditions.equal_if("credential_list_sid", filter.credential_list_sid);
}

}  // namespace ringback::store::table
