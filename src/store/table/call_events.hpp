#pragma once

#include "store/call_events.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<CallEvent> {
  static constexpr std::string_view name = "call_events";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(CallEvent& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("call_sid", row.call_sid);
    visit("method", row.method);
    visit("url", row.url);
    visit("parameters", row.parameters);
    visit("response_code", row.response_code);
    visit("request_duration", row.request_duration);
    visit("content_type", row.content_type);
    visit("response_headers", row.response_headers);
    visit("response_body", row.response_body);
    visit("date_created", row.date_created);
  }
};

inline void narrow(Conditions& conditions, const CallEventFilter& filter) {
  conditions.equal_if("call_sid", filter.call_sid).equal_if("url", filter.url);
}

}  // namespace ringback::store::table
