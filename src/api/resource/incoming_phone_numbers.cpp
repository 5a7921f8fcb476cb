#include "api/resource/incoming_phone_numbers.hpp"

#include <algorithm>

#include "api/error.hpp"
#include "api/listing.hpp"
#include "api/resource/voice_urls.hpp"
#include "api/value.hpp"
#include "base/phone_number.hpp"
#include "base/sid.hpp"
#include "store/applications.hpp"
#include "store/configured.hpp"
#include "store/incoming_phone_numbers.hpp"

namespace ringback::api::resource::incoming_phone_numbers {
namespace {

using Number = store::IncomingPhoneNumber;

boost::json::object to_json(const Context& context, const Number& row) {
  return {
      {"account_sid", row.account_sid},
      {"address_sid", nullptr},
      {"address_requirements", "none"},
      {"api_version", "2010-04-01"},
      {"beta", false},
      {"capabilities", {{"voice", true}, {"sms", false}, {"mms", false}, {"fax", false}}},
      {"date_created", date_value(row.date_created)},
      {"date_updated", date_value(row.date_updated)},
      {"friendly_name", text_value(row.friendly_name)},
      {"identity_sid", nullptr},
      {"phone_number", row.phone_number},
      {"origin", "twilio"},
      {"sid", row.sid},
      {"sms_application_sid", nullptr},
      {"sms_fallback_method", "POST"},
      {"sms_fallback_url", ""},
      {"sms_method", "POST"},
      {"sms_url", ""},
      {"status_callback", row.urls.status_callback},
      {"status_callback_method", row.urls.status_callback_method},
      {"trunk_sid", nullptr},
      {"uri", context.uri("/IncomingPhoneNumbers/" + row.sid)},
      {"voice_receive_mode", "voice"},
      {"voice_application_sid", text_or_null(row.voice_application_sid)},
      {"voice_caller_id_lookup", false},
      {"voice_fallback_method", row.urls.voice_fallback_method},
      {"voice_fallback_url", row.urls.voice_fallback_url},
      {"voice_method", row.urls.voice_method},
      {"voice_url", row.urls.voice_url},
      {"emergency_status", "Inactive"},
      {"emergency_address_sid", nullptr},
      {"emergency_address_status", "unregistered"},
      {"bundle_sid", nullptr},
      {"status", "in-use"},
      {"type", "local"},
  };
}

Answer answer(const Context& context, const Number& row, int status) {
  return {status, to_json(context, row), "IncomingPhoneNumber", ""};
}

// Ignoring these would change who answers a call.
Result<void> check_unsupported(Form& form) {
  if (!form.value("TrunkSid").empty()) return invalid_parameter("TrunkSid", "trunks don't answer numbers here");
  const std::string mode = form.value("VoiceReceiveMode");
  if (!mode.empty() && mode != "voice") return invalid_parameter("VoiceReceiveMode", "voice only");
  return {};
}

Result<void> read_parameters(Form& form, Number& row) {
  if (auto checked = check_unsupported(form); !checked) return checked;
  if (auto version = read_api_version(form); !version) return version;
  if (auto name = read_friendly_name(form, row.friendly_name); !name) return name;
  if (const auto* sid = form.find("VoiceApplicationSid")) row.voice_application_sid = *sid;
  return read_voice_urls(form, row.urls);
}

// 21420 for an application that is not the account's.
Task<Result<void>> check_application(Context& context, const Number& row) {
  if (row.voice_application_sid.empty()) co_return Result<void>();
  const auto found = co_await context.store.applications().find(context.account.sid, row.voice_application_sid);
  if (!found) co_return found.error();
  if (!*found) co_return Error{21420, "VoiceApplicationSid is no application of this account"};
  co_return Result<void>();
}

Result<void> check_transfer(Context& context) {
  const std::string target = context.form.value("AccountSid");
  if (target.empty() || target == context.account.sid) return {};
  if (!is_sid(target, "AC")) return Error{21470, "AccountSid is not valid"};
  return Error{21471, "AccountSid is no account that this number can go to"};
}

Task<Result<Answer>> save(Context& context, Number row, int status) {
  const auto checked = co_await check_application(context, row);
  if (!checked) co_return checked.error();
  row.date_updated = context.now();
  const auto saved = co_await context.store.incoming_phone_numbers().save(row);
  if (!saved) co_return saved.error();
  co_return answer(context, row, status);
}

// The numbers that the account may buy: those of the configuration, owned or not.
Task<Result<std::vector<std::string>>> pool(Context& context) {
  auto rows = co_await context.store.configured().available_numbers();
  if (!rows) co_return rows.error();
  std::vector<std::string> out;
  for (const auto& row : *rows) {
    const bool offered = row.account_sid.empty() || row.account_sid == context.account.sid;
    if (offered) out.push_back(row.phone_number);
  }
  co_return out;
}

// A free number with that area code, which North America has.
Task<Result<std::string>> choose_by_area_code(Context& context, std::string area_code) {
  const bool digits = std::all_of(area_code.begin(), area_code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (area_code.size() != 3 || !digits) co_return Error{21451, "AreaCode is not valid: " + area_code};
  const auto numbers = co_await pool(context);
  if (!numbers) co_return numbers.error();
  for (const std::string& number : *numbers) {
    if (!number.starts_with("+1" + area_code)) continue;
    const auto owned = co_await context.store.incoming_phone_numbers().find_number(number);
    if (!owned) co_return owned.error();
    if (!*owned) co_return number;
  }
  co_return Error{21452, "No number is free in area code " + area_code};
}

Task<Result<std::string>> choose(Context& context) {
  const std::string wanted = context.form.value("PhoneNumber");
  const std::string area_code = context.form.value("AreaCode");
  if (wanted.empty() && !area_code.empty()) {
    Result<std::string> chosen = co_await choose_by_area_code(context, area_code);
    co_return chosen;
  }
  auto number = to_e164(wanted, context.options.default_region);
  if (!number) co_return Error{21421, "PhoneNumber is not a valid phone number: " + wanted};
  const auto numbers = co_await pool(context);
  if (!numbers) co_return numbers.error();
  const bool offered = std::find(numbers->begin(), numbers->end(), *number) != numbers->end();
  if (!offered) co_return Error{21422, "PhoneNumber " + *number + " is not available"};
  co_return number;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const std::string digits = context.form.value("PhoneNumber");
  const std::string origin = context.form.value("Origin");
  const bool none = context.form.flag("Beta") || (!origin.empty() && origin != "twilio");
  const std::string name = context.form.value("FriendlyName");
  Result<store::Rows<Number>> rows = store::Rows<Number>{};
  if (!none)
    rows = co_await context.store.incoming_phone_numbers().list(context.account.sid, {digits, name}, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"incoming_phone_numbers", "IncomingPhoneNumber"}, *rows, to_json);
}

Task<Result<Answer>> fetch(Context& context) {
  const auto read = co_await context.store.incoming_phone_numbers().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  const auto& found = *read;
  if (!found) co_return not_found(context.path.text);
  co_return answer(context, *found, 200);
}

Task<Result<Answer>> create(Context& context) {
  Number row;
  if (const auto checked = read_parameters(context.form, row); !checked) co_return checked.error();
  auto number = co_await choose(context);
  if (!number) co_return number.error();
  row.sid = make_sid("PN");
  row.account_sid = context.account.sid;
  row.phone_number = std::move(*number);
  if (row.friendly_name.empty()) row.friendly_name = formatted_number(row.phone_number);
  row.date_created = context.now();
  Result<Answer> answer = co_await save(context, std::move(row), 201);
  co_return answer;
}

Task<Result<Answer>> update(Context& context) {
  Number draft;
  if (const auto checked = read_parameters(context.form, draft); !checked) co_return checked.error();
  if (const auto checked = check_transfer(context); !checked) co_return checked.error();
  auto read = co_await context.store.incoming_phone_numbers().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  auto& found = *read;
  if (!found) co_return not_found(context.path.text);
  if (const auto changed = read_parameters(context.form, *found); !changed) co_return changed.error();
  Result<Answer> answer = co_await save(context, std::move(*found), 200);
  co_return answer;
}

}  // namespace ringback::api::resource::incoming_phone_numbers
