#include "base/phone_number.hpp"

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>

#include "base/text.hpp"

namespace ringback {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::size_t max_digits = 15;  // ITU-T E.164

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

}  // namespace

Result<std::string> to_e164(std::string_view text, std::string_view default_region) {
  const Error invalid{13223, "not a phone number: " + std::string(text.substr(0, 64))};
  text = trim(text);
  std::string digits;
  const bool international = text.starts_with('+');
  for (const char c : international ? text.substr(1) : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (std::string_view(" -().\t\r\n/").find(c) == std::string_view::npos) {
      return invalid;
    }
  }
  if (digits.empty() || digits.size() > max_digits) return invalid;
  if (international) {
    if (digits.front() == '0') return invalid;
    return "+" + digits;
  }
  PhoneNumber number;
  const auto& util = *PhoneNumberUtil::GetInstance();
  if (util.Parse(digits, std::string(default_region), &number) != PhoneNumberUtil::NO_PARSING_ERROR) return invalid;
  if (!util.IsPossibleNumber(number)) return invalid;
  std::string out;
  util.Format(number, PhoneNumberUtil::E164, &out);
  return out;
}

Geography geography(std::string_view e164) {
  Geography out;
  if (!e164.starts_with('+')) return out;
  PhoneNumber number;
  const auto& util = *PhoneNumberUtil::GetInstance();
  if (util.Parse(std::string(e164), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return out;
  std::string region;
  util.GetRegionCodeForNumber(number, &region);
  if (region != "ZZ" && region != "001") out.country = region;
  // The geocoder answers with the country's name for mobile and IP phones: only geographical numbers have a place.
  if (!util.IsValidNumber(number) || !util.IsNumberGeographical(number)) return out;
  const std::string place = PhoneNumberOfflineGeocoder().GetDescriptionForNumber(number, icu::Locale("en", "US"));
  const auto comma = place.rfind(", ");
  if (comma == std::string::npos) return out;
  out.city = upper(place.substr(0, comma));
  out.state = upper(place.substr(comma + 2));
  return out;
}

std::string country_name(const std::string& country) {
  icu::UnicodeString name;
  icu::Locale("", country.c_str()).getDisplayCountry(icu::Locale::getEnglish(), name);
  std::string out;
  return name.toUTF8String(out);
}

std::string number_type(std::string_view e164) {
  PhoneNumber number;
  const auto& util = *PhoneNumberUtil::GetInstance();
  if (util.Parse(std::string(e164), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return "local";
  switch (util.GetNumberType(number)) {
    case PhoneNumberUtil::TOLL_FREE:
      return "toll-free";
    case PhoneNumberUtil::MOBILE:
      return "mobile";
    default:
      return "local";
  }
}

std::string national_digits(std::string_view e164) {
  PhoneNumber number;
  const auto& util = *PhoneNumberUtil::GetInstance();
  if (util.Parse(std::string(e164), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return std::string(e164);
  std::string out;
  util.GetNationalSignificantNumber(number, &out);
  return out;
}

}  // namespace ringback
