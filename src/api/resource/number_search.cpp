#include "api/resource/number_search.hpp"

#include <algorithm>
#include <cctype>

#include "api/error.hpp"
#include "base/phone_number.hpp"
#include "base/text.hpp"

namespace ringback::api::resource {
namespace {

constexpr std::size_t min_contains = 2;
constexpr std::size_t max_contains = 16;

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The key of a telephone that has the letter (ITU-T E.161); any other character stays.
char keypad(char c) {
  constexpr std::string_view keys = "22233344455566677778889999";
  const auto letter = std::tolower(static_cast<unsigned char>(c));
  return letter >= 'a' && letter <= 'z' ? keys.at(static_cast<std::size_t>(letter - 'a')) : c;
}

Result<std::string> read_contains(Form& form) {
  std::string text = form.value("Contains");
  if (text.empty()) return text;
  std::transform(text.begin(), text.end(), text.begin(), keypad);
  const bool known = text.find_first_not_of("0123456789*%+$") == text.npos;
  // A star stands for a digit, at the ends alone.
  const bool star_inside = text.size() > 2 && text.substr(1, text.size() - 2).find('*') != std::string::npos;
  if (!known || star_inside || text.size() < min_contains || text.size() > max_contains) {
    return invalid_parameter("Contains", "2 to 16 of digits, letters, %, + and $, with * at its ends");
  }
  return text;
}

// Whether `pattern` stands at the beginning of `text`; at its end too if `whole`.
bool fits(std::string_view pattern, std::string_view text, bool whole) {
  if (pattern.empty()) return !whole || text.empty();
  if (pattern.front() == '%') {
    for (std::size_t skip = 0; skip <= text.size(); ++skip) {
      if (fits(pattern.substr(1), text.substr(skip), whole)) return true;
    }
    return false;
  }
  const bool same = !text.empty() && (pattern.front() == '*' || pattern.front() == text.front());
  return same && fits(pattern.substr(1), text.substr(1), whole);
}

bool contains(std::string pattern, const std::string& e164) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.pop_back();
  if (pattern.starts_with('+')) return fits(pattern, e164, whole);
  return fits('%' + pattern, e164, whole);
}

bool same(const std::string& wanted, const std::string& is) {
  return wanted.empty() || iequals(wanted, is);
}

// Of a flag that says what a number must be able to do.
bool demands(Form& form, std::string_view name, bool able) {
  const std::string* value = form.find(name);
  return value && !value->empty() && form.flag(name) != able;
}

}  // namespace

bool NumberSearch::wants(const store::AvailableNumber& number) const {
  if (nothing || !same(region, number.region) || !same(locality, number.locality)) return false;
  if (!same(postal_code, number.postal_code)) return false;
  if (!national_digits(number.phone_number).starts_with(area_code)) return false;
  return contains.empty() || resource::contains(contains, number.phone_number);
}

Result<NumberSearch> read_number_search(Form& form) {
  NumberSearch out;
  out.area_code = form.value("AreaCode");
  if (!is_digits(out.area_code)) return Error{21451, "AreaCode is not valid: " + out.area_code};
  auto pattern = read_contains(form);
  if (!pattern) return pattern.error();
  out.contains = std::move(*pattern);
  out.region = form.value("InRegion");
  out.locality = form.value("InLocality");
  out.postal_code = form.value("InPostalCode");
  out.nothing = demands(form, "VoiceEnabled", true);
  for (const auto* name : {"SmsEnabled", "MmsEnabled", "FaxEnabled"}) out.nothing |= demands(form, name, false);
  // All numbers here are of these kinds, or may be.
  for (const auto* name :
       {"Beta", "ExcludeAllAddressRequired", "ExcludeLocalAddressRequired", "ExcludeForeignAddressRequired"}) {
    form.find(name);
  }
  return out;
}

}  // namespace ringback::api::resource
