#include "api/resource/call_order.hpp"

#include <charconv>

#include "api/error.hpp"
#include "api/resource/recording_order.hpp"
#include "base/sid.hpp"
#include "store/applications.hpp"
#include "twiml/verb/digits.hpp"

namespace ringback::api::resource::calls {
namespace {

using std::chrono::seconds;
using Order = call::Attendant::Order;

constexpr std::size_t max_twiml = 4000;
constexpr std::size_t max_digits = 32;
constexpr int max_timeout = 600;
constexpr int max_time_limit = 14400;
// Beside the timeout, for the network to set the call up; a browser needs none.
constexpr seconds network_allowance{5};

Result<void> read_call_method(Form& form, std::string_view name, std::string& field) {
  if (!read_method(form, name, field))
    return Error{21209, std::string(name) + " is not a valid method: " + form.value(name)};
  return {};
}

Result<void> read_call_url(Form& form, std::string_view name, int code, std::string& field) {
  if (!read_url(form, name, field)) return Error{code, std::string(name) + " is not a valid URL: " + form.value(name)};
  return {};
}

Result<seconds> read_seconds(Form& form, std::string_view name, int otherwise, int most) {
  const std::string* given = form.find(name);
  if (!given || given->empty()) return seconds(otherwise);
  int number = 0;
  const auto [stop, error] = std::from_chars(given->data(), given->data() + given->size(), number);
  if (error != std::errc() || stop != given->data() + given->size() || number < 1 || number > most) {
    return Error{21208, std::string(name) + " is not a whole number from 1 to " + std::to_string(most) + ": " + *given};
  }
  return seconds(number);
}

Result<void> read_digits(Form& form, Order& order) {
  const std::string given = form.value("SendDigits");
  auto digits = given.size() > max_digits ? std::nullopt : twiml::parse_digits(given);
  if (!digits) return Error{21206, "SendDigits is not valid: " + given};
  order.digits = *std::move(digits);
  return {};
}

Result<void> read_recording(Form& form, Order& order) {
  auto recording = recordings::read_recording_order(form, "OutboundAPI", "trim-silence");
  if (!recording) return recording.error();
  if (form.flag("Record")) order.recording = *std::move(recording);
  return {};
}

// The application's URLs take the place of the request's.
Task<Result<void>> use_application(Context& context, std::string sid, Order& order) {
  for (const auto* name : {"Url", "Method", "Twiml", "FallbackUrl", "FallbackMethod", "StatusCallback",
                           "StatusCallbackMethod", "StatusCallbackEvent"}) {
    context.form.find(name);
  }
  const auto application = co_await context.store.applications().find(context.account.sid, sid);
  if (!application) co_return application.error();
  if (!*application) co_return Error{21218, "ApplicationSid is not valid: " + sid};
  const store::VoiceUrls& urls = (*application)->urls;
  if (urls.voice_url.empty()) co_return Error{21205, "The application has no voice URL: " + sid};
  order.facts.application_sid = sid;
  order.instructions = {.url = urls.voice_url,
                        .method = urls.voice_method,
                        .fallback_url = urls.voice_fallback_url,
                        .fallback_method = urls.voice_fallback_method};
  if (!urls.status_callback.empty()) order.callbacks = {{urls.status_callback, urls.status_callback_method}};
  co_return Result<void>();
}

Task<Result<void>> read_script(Context& context, Order& order) {
  const std::string application = context.form.value("ApplicationSid");
  if (!application.empty()) {
    const auto used = co_await use_application(context, application, order);
    co_return used;
  }
  auto instructions = read_instructions(context.form, order.notices);
  if (!instructions) co_return instructions.error();
  if (instructions->url.empty() && instructions->twiml.empty()) co_return Error{21205, "Url parameter is required."};
  order.instructions = *std::move(instructions);
  auto callbacks = read_callbacks(context.form, order.notices);
  if (!callbacks) co_return callbacks.error();
  order.callbacks = *std::move(callbacks);
  co_return Result<void>();
}

Result<void> read_times(Form& form, Order& order) {
  const auto timeout = read_seconds(form, "Timeout", 60, max_timeout);
  if (!timeout) return timeout.error();
  order.timeout = *timeout;
  const auto kind = order.target.kind;
  const bool over_network = kind == call::Target::Kind::number || kind == call::Target::Kind::sip;
  if (over_network) order.timeout += network_allowance;
  const auto limit = read_time_limit(form);
  if (!limit) return limit.error();
  order.time_limit = limit->value_or(seconds(max_time_limit));
  return {};
}

}  // namespace

Result<std::optional<seconds>> read_time_limit(Form& form) {
  if (form.value("TimeLimit").empty()) return std::optional<seconds>();
  const auto limit = read_seconds(form, "TimeLimit", max_time_limit, max_time_limit);
  if (!limit) return limit.error();
  return std::optional(*limit);
}

Result<call::Instructions> read_instructions(Form& form, std::vector<call::Notice>& notices) {
  call::Instructions out;
  if (auto read = read_call_url(form, "Url", 21205, out.url); !read) return read.error();
  if (auto read = read_call_method(form, "Method", out.method); !read) return read.error();
  if (auto read = read_call_url(form, "FallbackUrl", 21205, out.fallback_url); !read) return read.error();
  if (auto read = read_call_method(form, "FallbackMethod", out.fallback_method); !read) return read.error();
  out.twiml = form.value("Twiml");
  if (out.twiml.size() > max_twiml) return Error{32018, "Twiml is longer than 4000 characters"};
  if (!out.url.empty() && !out.twiml.empty()) {
    out.twiml.clear();
    notices.push_back({.code = 32019, .warning = true, .text = "both Url and Twiml: Url is taken"});
  }
  return out;
}

Result<std::vector<call::Callback>> read_callbacks(Form& form, std::vector<call::Notice>& notices) {
  call::Callback out;
  if (auto read = read_call_url(form, "StatusCallback", 21609, out.url); !read) return read.error();
  if (auto read = read_call_method(form, "StatusCallbackMethod", out.method); !read) return read.error();
  // The libraries send a list as the parameter again and again.
  std::string events;
  form.find("StatusCallbackEvent");
  for (const auto& [name, value] : form.all()) {
    if (name == "StatusCallbackEvent") events += value + ' ';
  }
  std::vector<std::string> unknown;
  out.events = call::parse_progress(events, unknown);
  for (const auto& name : unknown) {
    notices.push_back({.code = 21626, .warning = true, .text = "StatusCallbackEvent: there is no event " + name});
  }
  if (out.url.empty()) return std::vector<call::Callback>();
  return std::vector{out};
}

Task<Result<Order>> read_order_without_script(Context& context, Applications applications) {
  Order order;
  order.facts.sid = make_sid("CA");
  order.facts.account_sid = context.account.sid;
  order.facts.auth_token = context.account.auth_token;
  order.facts.direction = "outbound-api";
  order.facts.status = "queued";
  order.target.account_sid = context.account.sid;
  order.target.call_sid = order.facts.sid;
  const auto parties = co_await read_parties(context, order, applications);
  if (!parties) co_return parties.error();
  if (const auto times = read_times(context.form, order); !times) co_return times.error();
  if (const auto digits = read_digits(context.form, order); !digits) co_return digits.error();
  if (const auto recorded = read_recording(context.form, order); !recorded) co_return recorded.error();
  co_return order;
}

Task<Result<Order>> read_order(Context& context) {
  auto order = co_await read_order_without_script(context, Applications::refused);
  if (!order) co_return order.error();
  const auto script = co_await read_script(context, *order);
  if (!script) co_return script.error();
  co_return *std::move(order);
}

}  // namespace ringback::api::resource::calls
