#include "api/resource/notifications.hpp"

#include <algorithm>

#include "api/date_filter.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "store/calls.hpp"
#include "store/notifications.hpp"

namespace ringback::api::resource::notifications {
namespace {

using Notifications = std::vector<store::Notification>;

std::string log_level(const store::Notification& row) {
  return row.warning ? "1" : "0";
}

std::string message_text(const store::Notification& row) {
  return form_encode({{"ErrorCode", std::to_string(row.error_code)},
                      {"LogLevel", row.warning ? "WARN" : "ERROR"},
                      {"Msg", row.message_text}});
}

boost::json::object to_json(const Context& context, const store::Notification& row) {
  return {
      {"account_sid", row.account_sid},
      {"api_version", "2010-04-01"},
      {"call_sid", text_or_null(row.call_sid)},
      {"date_created", date_value(row.message_date)},
      {"date_updated", date_value(row.message_date)},
      {"error_code", std::to_string(row.error_code)},
      {"log", log_level(row)},
      {"message_date", date_value(row.message_date)},
      {"message_text", message_text(row)},
      {"more_info", more_info(row.error_code)},
      {"request_method", text_or_null(row.request_method)},
      {"request_url", text_value(row.request_url)},
      {"sid", row.sid},
      {"uri", context.uri("/Calls/" + row.call_sid + "/Notifications/" + row.sid)},
  };
}

// 20404 if the call is not the account's.
Task<Result<Notifications>> of_call(Context& context) {
  const std::string& call_sid = context.sids.front();
  const auto call = co_await context.store.calls().find(context.account.sid, call_sid);
  if (!call) co_return call.error();
  if (!*call) co_return not_found(context.path.text);
  Result<Notifications> rows = co_await context.store.notifications().list(context.account.sid, call_sid);
  co_return rows;
}

bool inside(const TimeRange& range, store::Millis time) {
  return time >= range.from && (range.until == 0 || time < range.until);
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const std::string log = context.form.value("Log");
  const auto dates = read_time_range(context.form, "MessageDate");
  if (!dates) co_return dates.error();
  auto rows = co_await of_call(context);
  if (!rows) co_return rows.error();
  std::erase_if(*rows, [&](const store::Notification& row) {
    return (!log.empty() && log != log_level(row)) || !inside(*dates, row.message_date);
  });
  co_return page_answer(context, *listing, {"notifications", "Notification"}, slice(std::move(*rows), listing->page),
                        to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto rows = co_await of_call(context);
  if (!rows) co_return rows.error();
  const std::string& sid = context.sids.back();
  const auto row = std::find_if(rows->begin(), rows->end(), [&](const auto& each) { return each.sid == sid; });
  if (row == rows->end()) co_return not_found(context.path.text);
  boost::json::object body = to_json(context, *row);
  for (const auto* member : {"request_variables", "response_body", "response_headers"}) body.emplace(member, "");
  co_return Answer{200, std::move(body), "Notification", ""};
}

}  // namespace ringback::api::resource::notifications
