#include "store/table/calls.hpp"

#include <algorithm>

#include "base/sid.hpp"
#include "store/table/notifications.hpp"

namespace ringback::store::table {
namespace {

Notification crash_notification(const Call& call) {
  Notification out;
  out.sid = make_sid("NO");
  out.account_sid = call.account_sid;
  out.call_sid = call.sid;
  out.error_code = 20500;
  out.warning = false;
  out.message_text = "The server ended while the call was up";
  out.message_date = call.end_time;
  return out;
}

void close(soci::session& sql, Call call) {
  call.status = call.status == "in-progress" ? "completed" : "failed";
  // The last sign of life: nobody knows better when it ended.
  call.end_time = std::max({call.date_created, call.date_updated, call.start_time, call.answer_time});
  call.date_updated = call.end_time;
  add_notification(sql, crash_notification(call));
  upsert(sql, std::move(call));
}

}  // namespace

Rows<Call> list_calls(soci::session& sql, const std::string& account_sid, const CallFilter& filter, const Page& page) {
  Conditions conditions;
  conditions.equal("account_sid", account_sid)
      .equal_if("to_party", filter.to)
      .equal_if("from_party", filter.from)
      .equal_if("status", filter.status)
      .equal_if("parent_call_sid", filter.parent_call_sid)
      .between("start_time", filter.start_time_from, filter.start_time_until)
      .between("end_time", filter.end_time_from, filter.end_time_until);
  return select_page<Call>(sql, std::move(conditions), page);
}

int close_open_calls(soci::session& sql) {
  int closed = 0;
  for (const auto* status : {"queued", "ringing", "in-progress"}) {
    for (Call& call : select<Call>(sql, Conditions().equal("status", status))) {
      close(sql, std::move(call));
      ++closed;
    }
  }
  return closed;
}

}  // namespace ringback::store::table
