#include <charconv>

#include "api/error.hpp"
#include "api/resource/outgoing_caller_ids.hpp"
#include "api/value.hpp"
#include "api/verifications.hpp"
#include "base/phone_number.hpp"
#include "base/sid.hpp"
#include "call/attendant.hpp"
#include "store/incoming_phone_numbers.hpp"
#include "store/outgoing_caller_ids.hpp"
#include "twiml/verb/digits.hpp"

// A number is verified by a call to it.
namespace ringback::api::resource::outgoing_caller_ids {
namespace {

using std::chrono::seconds;
using Order = call::Attendant::Order;
using Wanted = Verifications::Wanted;

constexpr seconds ringing{65};
constexpr seconds longest_call{180};
constexpr int most_delay = 60;
constexpr std::size_t most_digits = 32;

std::string new_code() {
  const auto number = std::stoull(random_hex(7), nullptr, 16) % 1'000'000;
  const std::string digits = std::to_string(number);
  return std::string(6 - digits.size(), '0') + digits;
}

Result<seconds> read_delay(Form& form) {
  const std::string text = form.value("CallDelay");
  if (text.empty()) return seconds(0);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > most_delay) {
    return Error{21454, "CallDelay is not a whole number from 0 to 60: " + text};
  }
  return seconds(number);
}

Result<void> read_callback(Form& form, Wanted& wanted) {
  if (!read_url(form, "StatusCallback", wanted.callback)) {
    return Error{21456, "StatusCallback is not a valid URL: " + form.value("StatusCallback")};
  }
  return read_method(form, "StatusCallbackMethod", wanted.callback_method);
}

Result<Wanted> read_wanted(Context& context) {
  Form& form = context.form;
  const std::string given = form.value("PhoneNumber");
  const auto number = to_e164(given, context.options.default_region);
  if (!number) return Error{21401, "PhoneNumber is not a valid phone number: " + given};
  Wanted out{.account_sid = context.account.sid,
             .phone_number = *number,
             .friendly_name = "",
             .code = new_code(),
             .callback = "",
             .callback_method = "POST"};
  if (const auto read = read_friendly_name(form, out.friendly_name); !read) return read.error();
  if (out.friendly_name.empty()) out.friendly_name = formatted_number(*number);
  if (const auto read = read_callback(form, out); !read) return read.error();
  return out;
}

Task<Result<void>> check_unknown(Context& context, std::string number) {
  const auto owned = co_await context.store.incoming_phone_numbers().find_number(number);
  if (!owned) co_return owned.error();
  if (*owned && (*owned)->account_sid == context.account.sid) {
    co_return Error{21449, "PhoneNumber is a number of this account: " + number};
  }
  const auto known =
      co_await context.store.outgoing_caller_ids().list(context.account.sid, {.phone_number = number}, {.size = 1});
  if (!known) co_return known.error();
  if (!known->rows.empty()) co_return Error{21450, "PhoneNumber is already verified: " + number};
  co_return Result<void>();
}

// The configured number, or one of the account's.
Task<Result<std::string>> caller(Context& context) {
  if (!context.options.verification_number.empty()) co_return context.options.verification_number;
  const auto owned = co_await context.store.incoming_phone_numbers().list(context.account.sid, {}, {.size = 1});
  if (!owned) co_return owned.error();
  if (owned->rows.empty()) co_return Error{21210, "There is no number to call from (key api.verification_number)"};
  co_return owned->rows.front().phone_number;
}

Task<Result<Order>> read_order(Context& context, Wanted wanted) {
  const auto from = co_await caller(context);
  if (!from) co_return from.error();
  const auto delay = read_delay(context.form);
  if (!delay) co_return delay.error();
  const std::string extension = context.form.value("Extension");
  auto digits = extension.size() > most_digits ? std::nullopt : twiml::parse_digits(extension);
  if (!digits) co_return Error{21206, "Extension is not valid: " + extension};
  Order order;
  order.facts.sid = make_sid("CA");
  order.facts.account_sid = context.account.sid;
  order.facts.auth_token = context.account.auth_token;
  order.facts.direction = "outbound-api";
  order.facts.status = "queued";
  order.facts.to = order.facts.called = order.target.address = wanted.phone_number;
  order.facts.from = order.target.from = *from;
  order.target.account_sid = context.account.sid;
  order.target.call_sid = order.facts.sid;
  order.timeout = ringing;
  order.time_limit = longest_call;
  order.delay = *delay;
  order.digits = *std::move(digits);
  order.instructions = Verifications::question();
  order.on_begin = [&verifications = context.live.verifications, wanted](const std::shared_ptr<call::Call>& call) {
    verifications.begin(call, wanted);
  };
  co_return order;
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  const auto wanted = read_wanted(context);
  if (!wanted) co_return wanted.error();
  const auto unknown = co_await check_unknown(context, wanted->phone_number);
  if (!unknown) co_return unknown.error();
  auto order = co_await read_order(context, *wanted);
  if (!order) co_return order.error();
  boost::json::object body = {{"account_sid", context.account.sid},
                              {"call_sid", order->facts.sid},
                              {"friendly_name", text_value(wanted->friendly_name)},
                              {"phone_number", wanted->phone_number},
                              {"validation_code", wanted->code}};
  const auto placed = co_await context.live.attendant.place(*std::move(order));
  if (!placed) co_return placed.error();
  co_return Answer{200, std::move(body), "ValidationRequest", ""};
}

}  // namespace ringback::api::resource::outgoing_caller_ids
