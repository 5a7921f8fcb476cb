#include "api/resource/auth_tokens.hpp"

#include "api/error.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"

namespace ringback::api::resource::auth_tokens {
namespace {

constexpr std::size_t token_bytes = 16;  // 32 hex digits

boost::json::object about(const Context& context, const store::Account& account) {
  return {
      {"account_sid", account.sid},
      {"date_created", iso_date_value(account.date_updated)},
      {"date_updated", iso_date_value(account.date_updated)},
      {"url", context.origin + context.path.text},
  };
}

Task<Result<store::Account>> change(const Context& context, store::Accounts::Edit edit) {
  const store::Millis now = context.now();
  auto changed = co_await context.store.accounts().change(
      context.account.sid, [edit = std::move(edit), now](store::Account& account) -> Result<void> {
        account.date_updated = now;
        return edit(account);
      });
  co_return changed;
}

// Nobody is sent mail.
void ignore_notification(Context& context) {
  context.form.find("SuppressEmailNotification");
}

}  // namespace

Task<Result<Answer>> create_secondary(Context& context) {
  ignore_notification(context);
  const auto account = co_await change(context, [token = random_hex(token_bytes)](store::Account& row) -> Result<void> {
    row.secondary_auth_token = token;
    return {};
  });
  if (!account) co_return account.error();
  boost::json::object body = about(context, *account);
  body.emplace("secondary_auth_token", account->secondary_auth_token);
  co_return Answer{201, std::move(body), "AuthToken", ""};
}

Task<Result<Answer>> remove_secondary(Context& context) {
  const Error none = not_found(context.path.text);
  const auto account = co_await change(context, [none](store::Account& row) -> Result<void> {
    if (row.secondary_auth_token.empty()) return none;
    row.secondary_auth_token.clear();
    return {};
  });
  if (!account) co_return account.error();
  co_return Answer{204, {}, "", ""};
}

Task<Result<Answer>> promote(Context& context) {
  ignore_notification(context);
  const Error none = not_found(context.path.text);
  const auto account = co_await change(context, [none](store::Account& row) -> Result<void> {
    if (row.secondary_auth_token.empty()) return none;
    row.auth_token = std::move(row.secondary_auth_token);
    row.secondary_auth_token.clear();
    return {};
  });
  if (!account) co_return account.error();
  boost::json::object body = about(context, *account);
  body.emplace("auth_token", account->auth_token);
  co_return Answer{200, std::move(body), "AuthToken", ""};
}

}  // namespace ringback::api::resource::auth_tokens
