#include "api/resource/notifications.hpp"

#include "api/date_filter.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/call_events.hpp"
#include "store/calls.hpp"
#include "store/notifications.hpp"

namespace ringback::api::resource::notifications {
namespace {

std::string log_level(const store::Notification& row) {
  return row.warning ? "1" : "0";
}

std::string message_text(const store::Notification& row) {
  return form_encode({{"ErrorCode", std::to_string(row.error_code)},
                      {"LogLevel", row.warning ? "WARN" : "ERROR"},
                      {"Msg", row.message_text}});
}

// Of a path below a call; else empty.
std::string call_sid(const Context& context) {
  const bool below = !context.sids.empty() && is_sid(context.sids.front(), "CA");
  return below ? context.sids.front() : std::string();
}

std::string call_path(const Context& context) {
  const std::string sid = call_sid(context);
  return sid.empty() ? sid : "/Calls/" + sid;
}

// The document knows but two.
boost::json::value method_or_null(const std::string& method) {
  if (method == "GET" || method == "POST") return boost::json::string(method);
  return nullptr;
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
      {"request_method", method_or_null(row.request_method)},
      {"request_url", text_or_null(row.request_url)},
      {"sid", row.sid},
      {"uri", context.uri(call_path(context) + "/Notifications/" + row.sid)},
  };
}

// 20404 if the path is below a call that is not the account's.
Task<Result<void>> check_call(const Context& context) {
  const std::string sid = call_sid(context);
  if (sid.empty()) co_return Result<void>();
  const auto call = co_await context.store.calls().find(context.account.sid, sid);
  if (!call) co_return call.error();
  if (!*call) co_return not_found(context.path.text);
  co_return Result<void>();
}

Result<store::NotificationFilter> read_filter(Context& context) {
  store::NotificationFilter filter;
  if (const auto sid = call_sid(context); !sid.empty()) filter.call_sid = sid;
  const std::string log = context.form.value("Log");
  if (!log.empty()) filter.warning = log == "1";
  const auto dates = read_time_range(context.form, "MessageDate");
  if (!dates) return dates.error();
  filter.date_from = dates->from;
  filter.date_until = dates->until;
  return filter;
}

// The request of the call that the notification is about, as the call's events have it: the last one before it.
Task<Result<store::CallEvent>> request_of(const Context& context, const store::Notification& row) {
  if (row.call_sid.empty() || row.request_url.empty()) co_return store::CallEvent();
  store::Page until{.size = 1, .after_date = row.message_date + 1, .after_sid = "~"};
  const auto events = co_await context.store.call_events().list(
      row.account_sid, {.call_sid = row.call_sid, .url = row.request_url}, until);
  if (!events) co_return events.error();
  if (events->rows.empty()) co_return store::CallEvent();
  co_return events->rows.front();
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto filter = read_filter(context);
  if (!filter) co_return filter.error();
  const auto checked = co_await check_call(context);
  if (!checked) co_return checked.error();
  const auto rows = co_await context.store.notifications().list(context.account.sid, *filter, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"notifications", "Notification"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto checked = co_await check_call(context);
  if (!checked) co_return checked.error();
  const auto read = co_await context.store.notifications().find(context.account.sid, context.sids.back());
  if (!read) co_return read.error();
  const auto& row = *read;
  const std::string of_call = call_sid(context);
  if (!row || (!of_call.empty() && row->call_sid != of_call)) co_return not_found(context.path.text);
  const auto request = co_await request_of(context, *row);
  if (!request) co_return request.error();
  boost::json::object body = to_json(context, *row);
  body.emplace("request_variables",
               text_value(request->parameters.empty() ? row->request_variables : request->parameters));
  body.emplace("response_headers", text_value(request->response_headers));
  body.emplace("response_body", text_value(request->response_body));
  co_return Answer{200, std::move(body), "Notification", ""};
}

}  // namespace ringback::api::resource::notifications
