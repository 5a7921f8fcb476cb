#include "api/resource/keys.hpp"

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "store/api_keys.hpp"

namespace ringback::api::resource::keys {
namespace {

constexpr std::size_t secret_bytes = 16;  // 32 characters, which one library wants of [a-zA-Z0-9] alone

bool older_name(const Context& context) {
  return context.path.segments.size() > 2 && context.path.segments[2] == "SigningKeys";
}

boost::json::object to_json(const Context&, const store::ApiKey& key) {
  return {
      {"sid", key.sid},
      {"friendly_name", text_or_null(key.friendly_name)},
      {"date_created", date_value(key.date_created)},
      {"date_updated", date_value(key.date_updated)},
  };
}

Answer answer(const Context& context, const store::ApiKey& key, int status = 200) {
  return {status, to_json(context, key), older_name(context) ? "SigningKey" : "Key", ""};
}

// These have their own code for a name that is too long.
Result<void> read_name(Form& form, std::string& name) {
  const auto read = read_friendly_name(form, name);
  if (!read) return Error{70001, read.error().message};
  return {};
}

// The product ignores these and makes a Standard key: one that may do more than was asked for.
Result<void> refuse_restrictions(Form& form) {
  const std::string kind = form.value("KeyType");
  if (!kind.empty() && !iequals(kind, "standard")) {
    return invalid_parameter("KeyType", "this server makes Standard keys alone");
  }
  if (!form.value("Policy").empty()) return invalid_parameter("Policy", "this server has no Restricted keys");
  return {};
}

Result<std::string> sid_of(const Context& context) {
  const std::string& sid = context.sids.front();
  if (!is_sid(sid, "SK")) return Error{70002, "Invalid SID of a key: " + sid};
  return "SK" + lower(std::string_view(sid).substr(2));
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const ListNames names = older_name(context) ? ListNames{"signing_keys", "SigningKey"} : ListNames{"keys", "Key"};
  return list_rows(context, context.store.api_keys(), store::ApiKeyFilter{}, names, to_json);
}

Task<Result<Answer>> create(Context& context) {
  store::ApiKey key;
  if (const auto read = read_name(context.form, key.friendly_name); !read) co_return read.error();
  if (const auto checked = refuse_restrictions(context.form); !checked) co_return checked.error();
  key.sid = make_sid("SK");
  key.account_sid = context.account.sid;
  key.secret = random_hex(secret_bytes);
  key.date_created = key.date_updated = context.now();
  const auto saved = co_await context.store.api_keys().save(key);
  if (!saved) co_return saved.error();
  Answer out = answer(context, key, 201);
  out.body.emplace("secret", key.secret);
  co_return out;
}

Task<Result<Answer>> fetch(Context& context) {
  const auto sid = sid_of(context);
  if (!sid) co_return sid.error();
  const auto key = co_await find_row(context, context.store.api_keys(), *sid);
  if (!key) co_return key.error();
  co_return answer(context, *key);
}

Task<Result<Answer>> update(Context& context) {
  const auto sid = sid_of(context);
  if (!sid) co_return sid.error();
  std::string name;
  if (const auto read = read_name(context.form, name); !read) co_return read.error();
  auto key = co_await find_row(context, context.store.api_keys(), *sid);
  if (!key) co_return key.error();
  if (!context.form.find("FriendlyName")) name = key->friendly_name;
  const auto renamed = co_await context.store.api_keys().rename(context.account.sid, *sid, name, context.now());
  if (!renamed) co_return renamed.error();
  if (!*renamed) co_return not_found(context.path.text);
  co_return answer(context, **renamed);
}

Task<Result<Answer>> remove(Context& context) {
  const auto sid = sid_of(context);
  if (!sid) co_return sid.error();
  const auto removed = co_await remove_row(context, context.store.api_keys(), *sid);
  co_return removed;
}

}  // namespace ringback::api::resource::keys
