#include "api/resource/call_events.hpp"

#include <boost/json/parse.hpp>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/value.hpp"
#include "base/log.hpp"
#include "base/sid.hpp"
#include "store/call_events.hpp"
#include "store/calls.hpp"

namespace ringback::api::resource::call_events {
namespace {

// `CallSid` → `call_sid`.
std::string snake_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out += '_';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

boost::json::object to_json(const Context&, const store::CallEvent& row) {
  boost::json::object parameters;
  for (const auto& [name, value] : form_decode(row.parameters)) parameters[snake_case(name)] = text_value(value);
  boost::json::object request = {
      {"method", row.method}, {"url", text_value(row.url)}, {"parameters", std::move(parameters)}};
  boost::json::object response = {
      {"response_code", row.response_code},
      {"request_duration", row.request_duration},
      {"content_type", text_or_null(row.content_type)},
      {"response_body", text_or_null(row.response_body)},
      {"date_created", date_value(row.date_created)},
  };
  return {{"request", std::move(request)}, {"response", std::move(response)}};
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  listing->page.oldest_first = true;
  const std::string& sid = context.sids.front();
  const auto call = co_await context.store.calls().find(context.account.sid, sid);
  if (!call) co_return call.error();
  if (!*call) co_return not_found(context.path.text);
  const auto rows = co_await context.store.call_events().list(context.account.sid, {.call_sid = sid}, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"events", "Event"}, *rows, to_json);
}

Task<void> note(const Context& context, std::string call_sid, int status) {
  store::CallEvent row;
  row.sid = make_sid("EV");
  row.account_sid = context.account.sid;
  row.call_sid = std::move(call_sid);
  row.method = "POST";
  row.url = context.path.text;
  Parameters parameters = context.form.all();
  std::erase_if(parameters, [](const auto& each) { return each.first == "SipAuthPassword"; });
  row.parameters = form_encode(parameters);
  row.response_code = status;
  row.date_created = context.now();
  const auto saved = co_await context.store.call_events().save(std::move(row));
  if (!saved) log::error("an event of a call could not be stored", {{"reason", saved.error().message}});
}

}  // namespace ringback::api::resource::call_events
