#include "api/resource/user_defined_message_subscriptions.hpp"

#include "api/error.hpp"
#include "api/idempotency.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "call/user_message.hpp"
#include "webhook/message_subscriptions.hpp"

namespace ringback::api::resource::user_defined_message_subscriptions {
namespace {

Answer answer(const Context& context, const std::string& sid) {
  const std::string& call_sid = context.sids.front();
  return {201,
          {{"account_sid", context.account.sid},
           {"call_sid", call_sid},
           {"sid", sid},
           {"date_created", date_value(context.now())},
           {"uri", context.uri("/Calls/" + call_sid + "/UserDefinedMessageSubscriptions/" + sid)}},
          "UserDefinedMessageSubscription",
          ""};
}

Result<std::string> read_callback(Form& form) {
  std::string url;
  std::string method = "POST";
  const auto read = read_url(form, "Callback", url);
  if (!read) return read.error();
  if (url.empty()) return Error{20001, "Callback is required"};
  const auto read_verb = read_method(form, "Method", method);
  if (!read_verb) return read_verb.error();
  // A message is a JSON body, which a GET has no place for.
  if (method != "POST") return Error{21403, "Method must be POST"};
  return url;
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  const std::string& call_sid = context.sids.front();
  const std::string key = context.form.value("IdempotencyKey");
  const auto callback = read_callback(context.form);
  if (!callback) co_return callback.error();
  if (!context.live.pages.has_page(context.account.sid, call_sid)) co_return not_found(context.path.text);
  const TimePoint now = context.deadlines.now();
  const std::string made_before = context.live.idempotency.find(context.path.text, key, now);
  if (!made_before.empty()) co_return answer(context, made_before);

  const std::string sid = make_sid("ZY");
  const bool added = context.live.message_subscriptions.add(
      {sid, context.account.sid, context.account.auth_token, call_sid, *callback});
  if (!added) co_return Error{20429, "Too many subscriptions to this call"};
  context.live.idempotency.remember(context.path.text, key, sid, now);
  co_return answer(context, sid);
}

Task<Result<Answer>> remove(Context& context) {
  const bool removed =
      context.live.message_subscriptions.remove(context.account.sid, context.sids.at(0), context.sids.at(1));
  if (!removed) co_return not_found(context.path.text);
  co_return Answer{204, {}, "", ""};
}

}  // namespace ringback::api::resource::user_defined_message_subscriptions
