#include "api/resource/incoming_phone_numbers.hpp"

#include <algorithm>
#include <array>

#include "api/error.hpp"
#include "api/kept.hpp"
#include "api/listing.hpp"
#include "api/resource/pool.hpp"
#include "api/resource/rows.hpp"
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
using Kind = KeptField::Kind;

constexpr std::array<KeptField, 11> kept = {{
    {"SmsUrl", "sms_url", Kind::url},
    {"SmsMethod", "sms_method", Kind::method},
    {"SmsFallbackUrl", "sms_fallback_url", Kind::url},
    {"SmsFallbackMethod", "sms_fallback_method", Kind::method},
    {"SmsApplicationSid", "sms_application_sid"},
    {"VoiceCallerIdLookup", "voice_caller_id_lookup", Kind::flag},
    {"AddressSid", "address_sid"},
    {"IdentitySid", "identity_sid"},
    {"BundleSid", "bundle_sid"},
    {"EmergencyAddressSid", "emergency_address_sid"},
    {"EmergencyStatus", "emergency_status"},
}};

bool of_type(const Context& context) {
  const std::string& last = context.path.segments.back();
  return last == "Local" || last == "Mobile" || last == "TollFree";
}

boost::json::object to_json(const Context& context, const Number& row) {
  boost::json::object out = {
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
      {"type", row.type},
  };
  tell_kept(out, kept, row.kept);
  // The document has no such member in the lists of one type.
  if (of_type(context)) out.erase("type");
  return out;
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
  if (auto read = read_kept(form, kept, row.kept); !read) return read;
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

// A free number with that area code, which North America has.
Result<store::AvailableNumber> choose_by_area_code(std::vector<store::AvailableNumber> numbers,
                                                   const std::string& area_code, const std::string& type) {
  const bool digits = std::all_of(area_code.begin(), area_code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (area_code.size() != 3 || !digits) return Error{21451, "AreaCode is not valid: " + area_code};
  for (store::AvailableNumber& number : numbers) {
    const bool wanted = type.empty() || number.type == type;
    if (wanted && number.phone_number.starts_with("+1" + area_code)) return std::move(number);
  }
  return Error{21452, "No number is free in area code " + area_code};
}

Task<Result<store::AvailableNumber>> choose(Context& context, std::string type) {
  const std::string wanted = context.form.value("PhoneNumber");
  const std::string area_code = context.form.value("AreaCode");
  auto numbers = co_await free_numbers(context);
  if (!numbers) co_return numbers.error();
  if (wanted.empty() && !area_code.empty()) co_return choose_by_area_code(std::move(*numbers), area_code, type);
  const auto number = to_e164(wanted, context.options.default_region);
  if (!number) co_return Error{21421, "PhoneNumber is not a valid phone number: " + wanted};
  const auto offer = std::find_if(numbers->begin(), numbers->end(),
                                  [&](const store::AvailableNumber& each) { return each.phone_number == *number; });
  if (offer == numbers->end()) co_return Error{21422, "PhoneNumber " + *number + " is not available"};
  if (!type.empty() && offer->type != type) {
    co_return Error{21458, "PhoneNumber " + *number + " is of the type " + offer->type};
  }
  co_return std::move(*offer);
}

Task<Result<Answer>> list_type(Context& context, std::string type) {
  const auto listing = read_listing(context);
  if (!listing) co_return listing.error();
  const store::IncomingPhoneNumberFilter filter{.phone_number = context.form.value("PhoneNumber"),
                                                .friendly_name = context.form.value("FriendlyName"),
                                                .type = std::move(type)};
  const std::string origin = context.form.value("Origin");
  const bool none = context.form.flag("Beta") || (!origin.empty() && origin != "twilio");
  Result<store::Rows<Number>> rows = store::Rows<Number>{};
  if (!none) rows = co_await context.store.incoming_phone_numbers().list(context.account.sid, filter, listing->page);
  if (!rows) co_return rows.error();
  co_return page_answer(context, *listing, {"incoming_phone_numbers", "IncomingPhoneNumber"}, *rows, to_json);
}

Task<Result<Answer>> create_type(Context& context, std::string type) {
  Number row;
  if (const auto checked = read_parameters(context.form, row); !checked) co_return checked.error();
  auto number = co_await choose(context, std::move(type));
  if (!number) co_return number.error();
  row.sid = make_sid("PN");
  row.account_sid = context.account.sid;
  row.phone_number = std::move(number->phone_number);
  row.type = std::move(number->type);
  if (row.friendly_name.empty()) row.friendly_name = formatted_number(row.phone_number);
  row.date_created = context.now();
  Result<Answer> answer = co_await save(context, std::move(row), 201);
  co_return answer;
}

}  // namespace

Task<Result<Answer>> list(Context& context) {
  return list_type(context, "");
}

Task<Result<Answer>> list_local(Context& context) {
  return list_type(context, "local");
}

Task<Result<Answer>> list_mobile(Context& context) {
  return list_type(context, "mobile");
}

Task<Result<Answer>> list_toll_free(Context& context) {
  return list_type(context, "toll-free");
}

Task<Result<Answer>> fetch(Context& context) {
  const auto read = co_await context.store.incoming_phone_numbers().find(context.account.sid, context.sids.front());
  if (!read) co_return read.error();
  const auto& found = *read;
  if (!found) co_return not_found(context.path.text);
  co_return answer(context, *found, 200);
}

Task<Result<Answer>> create(Context& context) {
  return create_type(context, "");
}

Task<Result<Answer>> create_local(Context& context) {
  return create_type(context, "local");
}

Task<Result<Answer>> create_mobile(Context& context) {
  return create_type(context, "mobile");
}

Task<Result<Answer>> create_toll_free(Context& context) {
  return create_type(context, "toll-free");
}

Task<Result<Answer>> remove(Context& context) {
  return remove_row(context, context.store.incoming_phone_numbers(), context.sids.front());
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
