#pragma once

#include "store/calls.hpp"
#include "store/table/table.hpp"

namespace ringback::store::table {

template <>
struct Table<Call> {
  static constexpr std::string_view name = "calls";
  static constexpr std::string_view key = "sid";

  template <class Visit>
  static void columns(Call& row, Visit visit) {
    visit("sid", row.sid);
    visit("account_sid", row.account_sid);
    visit("parent_call_sid", row.parent_call_sid);
    visit("to_party", row.to);
    visit("from_party", row.from);
    visit("phone_number_sid", row.phone_number_sid);
    visit("status", row.status);
    visit("direction", row.direction);
    visit("forwarded_from", row.forwarded_from);
    visit("caller_name", row.caller_name);
    visit("date_created", row.date_created);
    visit("date_updated", row.date_updated);
    visit("start_time", row.start_time);
    visit("answer_time", row.answer_time);
    visit("end_time", row.end_time);
    quality_columns(row.quality, visit);
  }

 private:
  template <class Visit>
  static void quality_columns(CallQuality& quality, Visit visit) {
    visit("packets_received", quality.packets_received);
    visit("packets_received_lost", quality.packets_received_lost);
    visit("received_jitter_us", quality.received_jitter_us);
    visit("received_mos", quality.received_mos);
    visit("packets_sent", quality.packets_sent);
    visit("packets_sent_lost", quality.packets_sent_lost);
    visit("sent_jitter_us", quality.sent_jitter_us);
    visit("sent_mos", quality.sent_mos);
    visit("round_trip_us", quality.round_trip_us);
  }
};

void narrow(Conditions& conditions, const CallFilter& filter);

// With its children, and with what is known of them but for what they recorded. Whether there was one.
bool remove_call(soci::session& sql, const std::string& account_sid, const std::string& sid);

}  // namespace ringback::store::table
