#include "api/resource/iam_keys.hpp"

#include "api/resource/keys.hpp"
#include "base/text.hpp"

namespace ringback::api::resource::iam_keys {
namespace {

// Its parent's credentials do not reach a sub-account here.
Result<void> check_account(Context& context) {
  const std::string sid = context.form.value("AccountSid");
  if (sid.empty() || iequals(sid, context.account.sid)) return {};
  return Error{20003, "Authenticate"};
}

// A Standard key has neither flags nor a policy.
Result<Answer> with_policy(Result<Answer> answer) {
  if (answer) answer->body.emplace("policy", nullptr);
  return answer;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  if (const auto checked = check_account(context); !checked) co_return checked.error();
  auto answer = co_await keys::list(context);
  if (!answer) co_return answer.error();
  for (auto& row : answer->body.at("keys").as_array()) row.as_object().emplace("flags", boost::json::array());
  co_return answer;
}

Task<Result<Answer>> create(Context& context) {
  if (const auto checked = check_account(context); !checked) co_return checked.error();
  auto answer = co_await keys::create(context);
  co_return with_policy(std::move(answer));
}

Task<Result<Answer>> fetch(Context& context) {
  auto answer = co_await keys::fetch(context);
  co_return with_policy(std::move(answer));
}

Task<Result<Answer>> update(Context& context) {
  auto answer = co_await keys::update(context);
  co_return with_policy(std::move(answer));
}

}  // namespace ringback::api::resource::iam_keys
