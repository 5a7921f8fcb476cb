#pragma once

#include <string>
#include <vector>

namespace ringback {

// A country that has phone numbers.
struct Country {
  std::string code;          // ISO 3166 alpha-2
  std::string name;          // English
  std::string calling_code;  // `+81`
};

// All there are, by code.
const std::vector<Country>& countries();

}  // namespace ringback
