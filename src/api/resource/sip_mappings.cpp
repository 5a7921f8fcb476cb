#include "api/resource/sip_mappings.hpp"

#include <algorithm>

#include "api/resource/rows.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/ip_access_control_lists.hpp"
#include "store/sip_credential_lists.hpp"
#include "store/sip_domains.hpp"
#include "store/sip_mappings.hpp"

namespace ringback::api::resource::sip_mappings {
namespace {

using store::SipMapping;

bool has(const Context& context, std::string_view segment) {
  const auto& all = context.path.segments;
  return std::find(all.begin(), all.end(), segment) != all.end();
}

bool of_addresses(const Context& context) {
  return has(context, "IpAccessControlListMappings");
}

std::string_view use_of(const Context& context) {
  if (has(context, "Registrations")) return registrations_with_credentials;
  return of_addresses(context) ? callers_with_addresses : callers_with_credentials;
}

// The older paths tell more of a mapping.
boost::json::object to_json(const Context& context, const SipMapping& row) {
  boost::json::object out = {
      {"account_sid", row.account_sid},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"friendly_name", text_value(row.friendly_name)},
      {"sid", row.sid},
  };
  if (has(context, "Auth")) return out;
  const std::string kind = of_addresses(context) ? "/IpAccessControlListMappings/" : "/CredentialListMappings/";
  out.emplace("domain_sid", row.domain_sid);
  out.emplace("uri", context.uri("/SIP/Domains/" + row.domain_sid + kind + row.sid));
  return out;
}

ListNames names(const Context& context) {
  const bool addresses = of_addresses(context);
  const std::string_view element = addresses ? "IpAccessControlListMapping" : "CredentialListMapping";
  if (has(context, "Auth")) return {"contents", element};
  return {addresses ? "ip_access_control_list_mappings" : "credential_list_mappings", element};
}

store::SipMappingFilter in_path(const Context& context) {
  store::SipMappingFilter out{.domain_sid = context.sids.front(), .use = std::string(use_of(context))};
  if (context.sids.size() > 1) out.list_sid = context.sids.back();
  return out;
}

Task<Result<void>> check_domain(const Context& context) {
  const auto found = co_await find_row(context, context.store.sip_domains(), context.sids.front());
  if (!found) co_return found.error();
  co_return Result<void>();
}

// The list's name.
Task<Result<std::string>> name_of(const Context& context, std::string sid) {
  if (of_addresses(context)) {
    const auto list = co_await find_row(context, context.store.ip_access_control_lists(), sid);
    if (!list) co_return list.error();
    co_return list->friendly_name;
  }
  const auto list = co_await find_row(context, context.store.sip_credential_lists(), sid);
  if (!list) co_return list.error();
  co_return list->friendly_name;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto checked = co_await check_domain(context);
  if (!checked) co_return checked.error();
  Result<Answer> out =
      co_await list_rows(context, context.store.sip_mappings(), in_path(context), names(context), to_json);
  co_return out;
}

Task<Result<Answer>> fetch(Context& context) {
  const auto found = co_await context.store.sip_mappings().list(context.account.sid, in_path(context), {.size = 1});
  if (!found) co_return found.error();
  if (found->rows.empty()) co_return not_found(context.path.text);
  co_return Answer{200, to_json(context, found->rows.front()), names(context).element, ""};
}

Task<Result<Answer>> create(Context& context) {
  const auto checked = co_await check_domain(context);
  if (!checked) co_return checked.error();
  const std::string parameter = of_addresses(context) ? "IpAccessControlListSid" : "CredentialListSid";
  const std::string list = context.form.value(parameter);
  if (list.empty()) co_return invalid_parameter(parameter, "it is required");
  auto name = co_await name_of(context, list);
  if (!name) co_return name.error();
  SipMapping row;
  row.sid = list;
  row.account_sid = context.account.sid;
  row.domain_sid = context.sids.front();
  row.use = use_of(context);
  row.id = row.domain_sid + ' ' + row.use + ' ' + row.sid;
  row.friendly_name = std::move(*name);
  row.date_created = row.date_updated = context.now();
  const auto saved = co_await context.store.sip_mappings().add(row);
  if (!saved) co_return saved.error();
  co_return Answer{201, to_json(context, row), names(context).element, ""};
}

Task<Result<Answer>> remove(Context& context) {
  const auto removed = co_await context.store.sip_mappings().remove(context.account.sid, in_path(context));
  co_return removal_answer(context, removed);
}

}  // namespace ringback::api::resource::sip_mappings
