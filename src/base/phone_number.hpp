#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ringback {

// E.164 of a number as people write it: blanks, dashes, brackets and dots are dropped; without a leading `+` the digits
// are national ones of `default_region` (ISO 3166 alpha-2, e.g. `JP`: 05031234567 becomes +815031234567).
// Fails with 13223 (not a phone number) for anything else.
Result<std::string> to_e164(std::string_view text, std::string_view default_region);

struct Geography {
  std::string city;     // upper case, only of geographical numbers
  std::string state;    // only of geographical numbers
  std::string zip;      // always empty: no source tells it
  std::string country;  // ISO 3166 alpha-2, empty if the number has none
};

// What a number alone tells about its place; all empty for what is no valid E.164 number.
Geography geography(std::string_view e164);

// English, as people call it; the code itself of what is no country. ISO 3166 alpha-2.
std::string country_name(const std::string& country);
// What kind of number it is: `local` (of phones that ring where somebody lives, or of none), `mobile` or `toll-free`.
std::string number_type(std::string_view e164);
// Its digits behind the country's code; all of them if it has none.
std::string national_digits(std::string_view e164);

}  // namespace ringback
