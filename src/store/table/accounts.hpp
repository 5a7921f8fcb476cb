#pragma once

#include "store/accounts.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<Account> {
  static constexpr std::string_view name = "accounts";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Account& row, Visit visit) {
    visit("sid", row.sid);
    visit("auth_token", row.auth_token);
    visit("friendly_name", row.friendly_name);
    visit("status", row.status);
    visit("owner_account_sid", row.owner_account_sid);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
    visit("secondary_auth_token", row.secondary_auth_token);
  }

  template <class Visit>
  static void secrets(Account& row, Visit visit) {
    visit("auth_token", row.auth_token);
    visit("secondary_auth_token", row.secondary_auth_token);
  }
};

inline void narrow(Conditions& conditions, const AccountFilter& filter) {
  conditions.equal_if("friendly_name", filter.friendly_name).equal_if("status", filter.status);
}

// Their secrets are sealed.
std::optional<Account> find_account(soci::session& sql, const std::string& sid);
// The oldest.
std::optional<Account> first_account(soci::session& sql);

}  // namespace ringback::store::table
