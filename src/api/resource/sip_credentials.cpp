#include "api/resource/sip_credentials.hpp"

#include <algorithm>
#include <cctype>

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/sip_credential_lists.hpp"
#include "store/sip_credentials.hpp"

namespace ringback::api::resource::sip_credentials {
namespace {

constexpr std::size_t max_username = 32;
constexpr std::size_t min_password = 12;

store::SipCredentials& rows(const Context& context) {
  return context.store.sip_credentials();
}

boost::json::object to_json(const Context& context, const store::SipCredential& row) {
  return {
      {"sid", row.sid},
      {"account_sid", row.account_sid},
      {"credential_list_sid", row.credential_list_sid},
      {"username", text_value(row.username)},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"uri", context.uri("/SIP/CredentialLists/" + row.credential_list_sid + "/Credentials/" + row.sid)},
  };
}

Answer answer(const Context& context, const store::SipCredential& row, int status) {
  return {status, to_json(context, row), "Credential", ""};
}

bool has(const std::string& text, int (*kind)(int)) {
  return std::any_of(text.begin(), text.end(), [kind](unsigned char c) { return kind(c) != 0; });
}

Result<std::string> read_password(Form& form) {
  std::string out = form.value("Password");
  const bool strong = out.size() >= min_password && has(out, std::isdigit) && has(out, std::isupper);
  if (!strong || !has(out, std::islower)) {
    return Error{21243, "Password needs 12 characters, among them a digit, a capital and a small letter"};
  }
  return out;
}

// 20404 if it is in another list than the path says.
Task<Result<store::SipCredential>> in_path(const Context& context) {
  Result<store::SipCredential> row = co_await find_row(context, rows(context), context.sids.at(1));
  if (row && row->credential_list_sid != context.sids.at(0)) co_return not_found(context.path.text);
  co_return row;
}

Task<Result<Answer>> save(Context& context, store::SipCredential row, int status) {
  row.date_updated = context.now();
  const auto saved = co_await rows(context).save(row);
  if (!saved) co_return saved.error();
  co_return answer(context, row, status);
}

// 20404 for a list that is not the account's.
Task<Result<void>> check_list(const Context& context) {
  const auto found = co_await find_row(context, context.store.sip_credential_lists(), context.sids.front());
  if (!found) co_return found.error();
  co_return Result<void>();
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto checked = co_await check_list(context);
  if (!checked) co_return checked.error();
  Result<Answer> out = co_await list_rows(context, rows(context), store::SipCredentialFilter{context.sids.front()},
                                          {"credentials", "Credential"}, to_json);
  co_return out;
}

Task<Result<Answer>> fetch(Context& context) {
  const auto row = co_await in_path(context);
  if (!row) co_return row.error();
  co_return answer(context, *row, 200);
}

Task<Result<Answer>> create(Context& context) {
  store::SipCredential row;
  row.username = context.form.value("Username");
  if (row.username.empty() || row.username.size() > max_username) {
    co_return Error{21243, "Username needs 1 to 32 characters"};
  }
  auto password = read_password(context.form);
  if (!password) co_return password.error();
  const auto checked = co_await check_list(context);
  if (!checked) co_return checked.error();
  row.sid = make_sid("CR");
  row.account_sid = context.account.sid;
  row.credential_list_sid = context.sids.front();
  row.password = std::move(*password);
  row.date_created = context.now();
  Result<Answer> out = co_await save(context, std::move(row), 201);
  co_return out;
}

Task<Result<Answer>> update(Context& context) {
  const bool given = context.form.find("Password") != nullptr;
  auto password = given ? read_password(context.form) : Result<std::string>(std::string());
  if (!password) co_return password.error();
  auto row = co_await in_path(context);
  if (!row) co_return row.error();
  if (given) row->password = std::move(*password);
  Result<Answer> out = co_await save(context, std::move(*row), 200);
  co_return out;
}

Task<Result<Answer>> remove(Context& context) {
  const auto row = co_await in_path(context);
  if (!row) co_return row.error();
  Result<Answer> out = co_await remove_row(context, rows(context), row->sid);
  co_return out;
}

}  // namespace ringback::api::resource::sip_credentials
