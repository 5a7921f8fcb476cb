#include "api/resource/user_defined_messages.hpp"

#include <boost/json/parse.hpp>

#include "api/error.hpp"
#include "api/idempotency.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "call/user_message.hpp"

namespace ringback::api::resource::user_defined_messages {
namespace {

bool is_json(const std::string& text) {
  boost::system::error_code failure;
  boost::json::parse(text, failure);
  return !failure;
}

Result<std::string> read_content(Form& form) {
  std::string content = form.value("Content");
  if (content.size() > call::max_user_message_bytes) return Error{32703, "Content is longer than 10000 characters"};
  if (content.empty() || !is_json(content)) return Error{32702, "Content must be JSON"};
  return content;
}

Answer answer(const Context& context, const std::string& sid) {
  return {201,
          {{"account_sid", context.account.sid},
           {"call_sid", context.sids.front()},
           {"sid", sid},
           {"date_created", date_value(context.now())}},
          "UserDefinedMessage",
          ""};
}

}  // namespace

Task<Result<Answer>> create(Context& context) {
  const std::string& call_sid = context.sids.front();
  const std::string key = context.form.value("IdempotencyKey");
  const auto content = read_content(context.form);
  if (!content) co_return content.error();
  const TimePoint now = context.deadlines.now();
  const std::string sent_before = context.live.idempotency.find(context.path.text, key, now);
  if (!sent_before.empty()) co_return answer(context, sent_before);

  const std::string sid = make_sid("KX");
  if (!context.live.pages.send(context.account.sid, call_sid, {sid, *content})) co_return not_found(context.path.text);
  context.live.idempotency.remember(context.path.text, key, sid, now);
  co_return answer(context, sid);
}

}  // namespace ringback::api::resource::user_defined_messages
