#pragma once

#include "store/queues.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<Queue> {
  static constexpr std::string_view name = "queues";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Queue& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("friendly_name", row.friendly_name);
    visit("max_size", row.max_size);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

}  // namespace ringback::store::table
