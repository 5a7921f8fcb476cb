#include "api/resource/applications.hpp"

#include <array>

#include "api/error.hpp"
#include "api/kept.hpp"
#include "api/listing.hpp"
#include "api/resource/rows.hpp"
#include "api/resource/voice_urls.hpp"
#include "api/value.hpp"
#include "base/sid.hpp"
#include "store/applications.hpp"

namespace ringback::api::resource::applications {
namespace {

constexpr std::size_t max_applications = 1000;

using Kind = KeptField::Kind;
constexpr std::array<KeptField, 8> kept = {{
    {"SmsUrl", "sms_url", Kind::url},
    {"SmsMethod", "sms_method", Kind::method},
    {"SmsFallbackUrl", "sms_fallback_url", Kind::url},
    {"SmsFallbackMethod", "sms_fallback_method", Kind::method},
    // One value under two names.
    {"SmsStatusCallback", "sms_status_callback", Kind::url},
    {"MessageStatusCallback", "sms_status_callback", Kind::url},
    {"VoiceCallerIdLookup", "voice_caller_id_lookup", Kind::flag},
    {"PublicApplicationConnectEnabled", "public_application_connect_enabled", Kind::flag},
}};

boost::json::object to_json(const Context& context, const store::Application& row) {
  boost::json::object out = {
      {"account_sid", row.account_sid},
      {"api_version", "2010-04-01"},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"friendly_name", text_or_null(row.friendly_name)},
      {"message_status_callback", nullptr},
      {"sid", row.sid},
      {"sms_fallback_method", "POST"},
      {"sms_fallback_url", nullptr},
      {"sms_method", "POST"},
      {"sms_status_callback", nullptr},
      {"sms_url", nullptr},
      {"status_callback", text_or_null(row.urls.status_callback)},
      {"status_callback_method", row.urls.status_callback_method},
      {"uri", context.uri("/Applications/" + row.sid)},
      {"voice_caller_id_lookup", false},
      {"voice_fallback_method", row.urls.voice_fallback_method},
      {"voice_fallback_url", text_or_null(row.urls.voice_fallback_url)},
      {"voice_method", row.urls.voice_method},
      {"voice_url", text_or_null(row.urls.voice_url)},
      {"public_application_connect_enabled", false},
  };
  tell_kept(out, kept, row.kept);
  out["message_status_callback"] = out["sms_status_callback"];
  return out;
}

Answer answer(const Context& context, const store::Application& row, int status) {
  return {status, to_json(context, row), "Application", ""};
}

Result<void> read_parameters(Form& form, store::Application& row) {
  if (auto version = read_api_version(form); !version) return version;
  if (auto name = read_friendly_name(form, row.friendly_name); !name) return name;
  if (auto read = read_kept(form, kept, row.kept); !read) return read;
  return read_voice_urls(form, row.urls);
}

Task<Result<void>> check_limit(const Context& context) {
  const store::Page last{.size = 1, .offset = max_applications - 1};
  const auto rows = co_await context.store.applications().list(context.account.sid, {}, last);
  if (!rows) co_return rows.error();
  if (!rows->rows.empty()) co_return Error{21301, "An account has at most 1000 applications"};
  co_return Result<void>();
}

Task<Result<Answer>> save(Context& context, store::Application row, int status) {
  row.date_updated = context.now();
  const auto saved = co_await context.store.applications().save(row);
  if (!saved) co_return saved.error();
  co_return answer(context, row, status);
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const auto rows = co_await context.store.applications().list(context.account.sid,
                                                               {context.form.value("FriendlyName")}, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"applications", "Application"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto read = co_await context.store.applications().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  const auto& found = *read;
  if (!found) co_return not_found(context.path.text);
  co_return answer(context, *found, 200);
}

Task<Result<Answer>> create(Context& context) {
  store::Application row;
  if (const auto checked = read_parameters(context.form, row); !checked) co_return checked.error();
  const auto room = co_await check_limit(context);
  if (!room) co_return room.error();
  row.sid = make_sid("AP");
  row.account_sid = context.account.sid;
  row.date_created = context.now();
  Result<Answer> answer = co_await save(context, std::move(row), 201);
  co_return answer;
}

Task<Result<Answer>> update(Context& context) {
  store::Application draft;
  if (const auto checked = read_parameters(context.form, draft); !checked) co_return checked.error();
  auto read = co_await context.store.applications().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  auto& found = *read;
  if (!found) co_return not_found(context.path.text);
  if (const auto changed = read_parameters(context.form, *found); !changed) co_return changed.error();
  Result<Answer> answer = co_await save(context, std::move(*found), 200);
  co_return answer;
}

Task<Result<Answer>> remove(Context& context) {
  return remove_row(context, context.store.applications(), context.sids.front());
}

}  // namespace ringback::api::resource::applications
