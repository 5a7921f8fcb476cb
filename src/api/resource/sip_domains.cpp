#include "api/resource/sip_domains.hpp"

#include <algorithm>
#include <array>

#include "api/resource/rows.hpp"
#include "api/resource/sip_mappings.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/sip_domains.hpp"
#include "store/sip_mappings.hpp"

namespace ringback::api::resource::sip_domains {
namespace {

using store::SipDomain;

constexpr std::string_view product_suffix = ".sip.twilio.com";
constexpr std::size_t max_domains = 100;

store::SipDomains& rows(const Context& context) {
  return context.store.sip_domains();
}

boost::json::object to_json(const Context& context, const SipDomain& row, const std::string& auth_type) {
  const std::string path = "/SIP/Domains/" + row.sid;
  boost::json::object mappings = {
      {"credential_list_mappings", context.uri(path + "/CredentialListMappings")},
      {"ip_access_control_list_mappings", context.uri(path + "/IpAccessControlListMappings")},
  };
  return {
      {"account_sid", row.account_sid},
      {"api_version", "2010-04-01"},
      {"auth_type", auth_type},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"domain_name", row.domain_name},
      {"friendly_name", text_or_null(row.friendly_name)},
      {"sid", row.sid},
      {"uri", context.uri(path)},
      {"voice_fallback_method", row.urls.voice_fallback_method},
      {"voice_fallback_url", text_or_null(row.urls.voice_fallback_url)},
      {"voice_method", row.urls.voice_method},
      {"voice_status_callback_method", row.urls.status_callback_method},
      {"voice_status_callback_url", text_or_null(row.urls.status_callback)},
      {"voice_url", text_or_null(row.urls.voice_url)},
      {"subresource_uris", std::move(mappings)},
      {"sip_registration", row.sip_registration != 0},
      {"emergency_calling_enabled", row.emergency_calling_enabled != 0},
      {"secure", row.secure != 0},
      {"byoc_trunk_sid", text_or_null(row.byoc_trunk_sid)},
      {"emergency_caller_sid", text_or_null(row.emergency_caller_sid)},
  };
}

// By what is mapped to it, in alphabetical order; empty if nothing is.
Task<Result<std::string>> auth_type(const Context& context, std::string domain_sid) {
  const auto mapped =
      co_await context.store.sip_mappings().list(context.account.sid, {.domain_sid = domain_sid}, {.size = 1000});
  if (!mapped) co_return mapped.error();
  const auto any = [&](std::string_view use) {
    return std::any_of(mapped->rows.begin(), mapped->rows.end(), [&](const auto& row) { return row.use == use; });
  };
  std::string out = any(sip_mappings::callers_with_credentials) ? "CREDENTIAL_LIST" : "";
  if (any(sip_mappings::callers_with_addresses)) out += out.empty() ? "IP_ACL" : ",IP_ACL";
  co_return out;
}

Task<Result<Answer>> answer(const Context& context, SipDomain row, int status) {
  const auto type = co_await auth_type(context, row.sid);
  if (!type) co_return type.error();
  co_return Answer{status, to_json(context, row, *type), "Domain", ""};
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 253 && text.front() != '.' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

// A bare label is one below our suffix; what is below the product's stays.
Result<void> read_domain_name(Context& context, std::string& name) {
  const std::string* given = context.form.find("DomainName");
  if (!given) return name.empty() ? Result<void>(Error{21232, "DomainName is required"}) : Result<void>();
  std::string text = lower(*given);
  const std::string suffix = '.' + context.options.sip_domain_suffix;
  if (text.find('.') == std::string::npos) text += suffix;
  const bool ours = text.ends_with(suffix) || text.ends_with(product_suffix);
  if (!is_name(text) || text.starts_with(suffix) || !ours) {
    return Error{21232, "DomainName must be a name below " + suffix.substr(1) + ": " + *given};
  }
  name = std::move(text);
  return {};
}

struct Url {
  std::string_view name;
  std::string store::VoiceUrls::* member;
};
constexpr std::array<Url, 3> urls = {{{"VoiceUrl", &store::VoiceUrls::voice_url},
                                      {"VoiceFallbackUrl", &store::VoiceUrls::voice_fallback_url},
                                      {"VoiceStatusCallbackUrl", &store::VoiceUrls::status_callback}}};
constexpr std::array<Url, 3> methods = {{{"VoiceMethod", &store::VoiceUrls::voice_method},
                                         {"VoiceFallbackMethod", &store::VoiceUrls::voice_fallback_method},
                                         {"VoiceStatusCallbackMethod", &store::VoiceUrls::status_callback_method}}};

Result<void> read_urls(Form& form, store::VoiceUrls& out) {
  for (const Url& url : urls) {
    if (auto read = read_url(form, url.name, out.*url.member); !read) return read;
  }
  for (const Url& method : methods) {
    if (auto read = read_method(form, method.name, out.*method.member); !read) return read;
  }
  return {};
}

void read_flag(Form& form, std::string_view name, int& flag) {
  if (form.find(name)) flag = form.flag(name) ? 1 : 0;
}

Result<void> read_parameters(Context& context, SipDomain& row) {
  Form& form = context.form;
  if (auto name = read_domain_name(context, row.domain_name); !name) return name;
  if (auto name = read_friendly_name(form, row.friendly_name); !name) return name;
  read_flag(form, "SipRegistration", row.sip_registration);
  read_flag(form, "Secure", row.secure);
  read_flag(form, "EmergencyCallingEnabled", row.emergency_calling_enabled);
  if (const auto* sid = form.find("ByocTrunkSid")) row.byoc_trunk_sid = *sid;
  if (const auto* sid = form.find("EmergencyCallerSid")) row.emergency_caller_sid = *sid;
  return read_urls(form, row.urls);
}

Task<Result<Answer>> save(Context& context, SipDomain row, int status) {
  row.date_updated = context.now();
  const auto saved = co_await rows(context).save(row);
  if (!saved) co_return saved.error();
  Result<Answer> out = co_await answer(context, std::move(row), status);
  co_return out;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto found = co_await rows(context).list(context.account.sid, {}, listing->page);
  if (!found) co_return found.error();
  boost::json::array items;
  for (const SipDomain& row : found->rows) {
    const auto type = co_await auth_type(context, row.sid);
    if (!type) co_return type.error();
    items.push_back(to_json(context, row, *type));
  }
  std::optional<PageEnd> next;
  if (found->more) next = page_end(found->rows.back());
  co_return list_answer(context, *listing, {"domains", "Domain"}, std::move(items), next);
}

Task<Result<Answer>> fetch(Context& context) {
  auto row = co_await find_row(context, rows(context), context.sids.front());
  if (!row) co_return row.error();
  Result<Answer> out = co_await answer(context, std::move(*row), 200);
  co_return out;
}

Task<Result<Answer>> create(Context& context) {
  SipDomain row;
  if (const auto read = read_parameters(context, row); !read) co_return read.error();
  const auto all = co_await rows(context).list(context.account.sid, {}, {.size = 1, .offset = max_domains - 1});
  if (!all) co_return all.error();
  if (!all->rows.empty()) co_return Error{21230, "An account has at most 100 SIP domains"};
  row.sid = make_sid("SD");
  row.account_sid = context.account.sid;
  row.date_created = context.now();
  Result<Answer> out = co_await save(context, std::move(row), 201);
  co_return out;
}

Task<Result<Answer>> update(Context& context) {
  auto row = co_await find_row(context, rows(context), context.sids.front());
  if (!row) co_return row.error();
  if (const auto read = read_parameters(context, *row); !read) co_return read.error();
  Result<Answer> out = co_await save(context, std::move(*row), 200);
  co_return out;
}

Task<Result<Answer>> remove(Context& context) {
  return remove_row(context, rows(context), context.sids.front());
}

}  // namespace ringback::api::resource::sip_domains
