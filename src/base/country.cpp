#include "base/country.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <set>

#include "base/phone_number.hpp"

namespace ringback {
namespace {

std::vector<Country> make_countries() {
  const auto& util = *i18n::phonenumbers::PhoneNumberUtil::GetInstance();
  std::set<std::string> codes;
  util.GetSupportedRegions(&codes);
  std::vector<Country> out;
  for (const std::string& code : codes) {
    out.push_back({code, country_name(code), '+' + std::to_string(util.GetCountryCodeForRegion(code))});
  }
  return out;
}

}  // namespace

const std::vector<Country>& countries() {
  static const std::vector<Country> all = make_countries();
  return all;
}

}  // namespace ringback
