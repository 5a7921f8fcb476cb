#include "server/webhook_log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <chrono>

#include "base/log.hpp"
#include "base/sid.hpp"
#include "http/client.hpp"

namespace ringback::server {
namespace {

constexpr std::size_t max_kept_bytes = 65'536;

std::string form_of(const http::FetchRequest& request) {
  if (request.method == "POST") return request.body;
  const auto mark = request.url.find('?');
  return mark == std::string::npos ? std::string() : request.url.substr(mark + 1);
}

std::string value_of(const Parameters& parameters, std::string_view name) {
  const std::string* found = find(parameters, name);
  return found ? *found : std::string();
}

store::CallEvent event_of(const http::FetchRequest& request) {
  store::CallEvent event;
  event.parameters = form_of(request);
  const Parameters parameters = form_decode(event.parameters);
  event.sid = make_sid("EV");
  event.account_sid = value_of(parameters, "AccountSid");
  event.call_sid = value_of(parameters, "CallSid");
  event.method = request.method;
  event.url = without_userinfo(request.url);
  return event;
}

void add_answer(store::CallEvent& event, const http::FetchResult& result) {
  event.response_code = result.status;
  event.response_headers = form_encode(result.headers);
  event.content_type = http::header(result.headers, "Content-Type");
  event.response_body = result.body.substr(0, max_kept_bytes);
}

Task<void> save(store::CallEvents& events, store::CallEvent event) {
  const auto saved = co_await events.save(std::move(event));
  if (!saved) log::error("an event of a call could not be stored", {{"reason", saved.error().message}});
}

}  // namespace

webhook::Fetch WebhookLog::record(webhook::Fetch fetch) {
  return [this, fetch = std::move(fetch)](http::FetchRequest request) { return recorded(fetch, std::move(request)); };
}

Task<http::FetchResult> WebhookLog::recorded(webhook::Fetch fetch, http::FetchRequest request) {
  using std::chrono::milliseconds;
  store::CallEvent event = event_of(request);
  event.date_created = std::chrono::duration_cast<milliseconds>(deadlines_.wall_now().time_since_epoch()).count();
  const TimePoint begun = deadlines_.now();
  http::FetchResult result = co_await fetch(std::move(request));
  if (event.call_sid.empty()) co_return result;
  event.request_duration = static_cast<int>(std::chrono::duration_cast<milliseconds>(deadlines_.now() - begun).count());
  add_answer(event, result);
  boost::asio::co_spawn(control_, save(events_, std::move(event)), must_not_throw);
  co_return result;
}

}  // namespace ringback::server
