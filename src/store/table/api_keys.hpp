#pragma once

#include "store/api_keys.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<ApiKey> {
  static constexpr std::string_view name = "api_keys";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(ApiKey& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("secret", row.secret);
    visit("friendly_name", row.friendly_name);
    visit("kind", row.kind);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
    visit("secret_hash", row.secret_hash);
  }

  template <class Visit>
  static void secrets(ApiKey& row, Visit visit) {
    visit("secret", row.secret);
  }
};

inline void narrow(Conditions&, const ApiKeyFilter&) {}

}  // namespace ringback::store::table
