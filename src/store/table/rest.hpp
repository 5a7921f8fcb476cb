#pragma once

#include "store/table/table.hpp"
#include "store/table/voice_urls.hpp"

// Tables that REST alone fills.
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

template <>
struct Table<OutgoingCallerId> {
  static constexpr std::string_view name = "outgoing_caller_ids";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(OutgoingCallerId& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("phone_number", row.phone_number);
    visit("friendly_name", row.friendly_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
  }
};

}  // namespace ringback::store::table
