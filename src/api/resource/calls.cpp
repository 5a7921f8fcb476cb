#include "api/resource/calls.hpp"

#include <array>

#include "api/date_filter.hpp"
#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "base/phone_number.hpp"
#include "store/calls.hpp"

namespace ringback::api::resource::calls {
namespace {

struct Subresource {
  std::string_view key;
  std::string_view path;
};

constexpr std::array<Subresource, 9> subresources = {{
    {"notifications", "/Notifications"},
    {"recordings", "/Recordings"},
    {"payments", "/Payments"},
    {"events", "/Events"},
    {"siprec", "/Siprec"},
    {"streams", "/Streams"},
    {"transcriptions", "/Transcriptions"},
    {"user_defined_message_subscriptions", "/UserDefinedMessageSubscriptions"},
    {"user_defined_messages", "/UserDefinedMessages"},
}};

boost::json::object subresource_uris(const Context& context, const std::string& sid) {
  boost::json::object out;
  for (const auto& [key, path] : subresources) out.emplace(key, context.uri(("/Calls/" + sid).append(path)));
  return out;
}

// Seconds from answer to end, as a text; null until the end.
boost::json::value duration(const store::Call& call) {
  if (call.end_time == 0) return nullptr;
  const store::Millis talked = call.answer_time == 0 ? 0 : call.end_time - call.answer_time;
  return boost::json::string(std::to_string(talked / 1000));
}

// A number in any usual way of writing it; `client:` and `sip:` literally.
std::string party(Context& context, std::string_view name) {
  std::string value = context.form.value(name);
  if (value.empty() || value.find(':') != value.npos) return value;
  const auto number = to_e164(value, context.options.default_region);
  return number ? *number : value;
}

Result<store::CallFilter> read_filter(Context& context) {
  store::CallFilter filter;
  filter.to = party(context, "To");
  filter.from = party(context, "From");
  filter.status = context.form.value("Status");
  filter.parent_call_sid = context.form.value("ParentCallSid");
  const auto start = read_time_range(context.form, "StartTime");
  if (!start) return start.error();
  const auto end = read_time_range(context.form, "EndTime");
  if (!end) return end.error();
  filter.start_time_from = start->from;
  filter.start_time_until = start->until;
  filter.end_time_from = end->from;
  filter.end_time_until = end->until;
  return filter;
}

}  // namespace

boost::json::object to_json(const Context& context, const store::Call& call) {
  return {
      {"sid", call.sid},
      {"date_created", date_value(call.date_created)},
      {"date_updated", date_value(call.date_updated)},
      {"parent_call_sid", text_or_null(call.parent_call_sid)},
      {"account_sid", call.account_sid},
      {"to", text_value(call.to)},
      {"to_formatted", text_value(formatted_number(call.to))},
      {"from", text_value(call.from)},
      {"from_formatted", text_value(formatted_number(call.from))},
      {"phone_number_sid", text_or_null(call.phone_number_sid)},
      {"status", call.status},
      {"start_time", date_value(call.start_time)},
      {"end_time", date_value(call.end_time)},
      {"duration", duration(call)},
      {"price", nullptr},
      {"price_unit", "USD"},
      {"direction", call.direction},
      {"answered_by", nullptr},
      {"api_version", "2010-04-01"},
      {"forwarded_from", text_or_null(call.forwarded_from)},
      {"group_sid", nullptr},
      {"caller_name", text_or_null(call.caller_name)},
      {"queue_time", "0"},
      {"trunk_sid", nullptr},
      {"uri", context.uri("/Calls/" + call.sid)},
      {"subresource_uris", subresource_uris(context, call.sid)},
  };
}

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto filter = read_filter(context);
  if (!filter) co_return filter.error();
  const auto rows = co_await context.store.calls().list(context.account.sid, *filter, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"calls", "Call"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto read = co_await context.store.calls().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  const auto& found = *read;
  if (!found) co_return not_found(context.path.text);
  co_return Answer{200, to_json(context, *found), "Call", ""};
}

Task<Result<Answer>> remove(Context& context) {
  const std::string& sid = context.sids.front();
  const auto read = co_await context.store.calls().find(context.account.sid, sid);
  if (!read) co_return read.error();
  if (!*read) co_return not_found(context.path.text);
  const std::string status = (*read)->status;
  if (status == "queued" || status == "ringing" || status == "in-progress") {
    co_return Error{20009, "The call has not ended: it is " + status};
  }
  const auto removed = co_await context.store.calls().remove(context.account.sid, sid);
  if (!removed) co_return removed.error();
  co_return Answer{204, {}, "", ""};
}

}  // namespace ringback::api::resource::calls
