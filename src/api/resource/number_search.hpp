#pragma once

#include "api/form.hpp"
#include "store/configured.hpp"

// Which numbers of the pool a search wants.
namespace ringback::api::resource {

struct NumberSearch {
  std::string area_code;
  std::string contains;  // digits, `%` for any, `+` and `$` for the number's ends
  std::string region;
  std::string locality;
  std::string postal_code;
  bool nothing = false;  // what no number here can do is asked for

  bool wants(const store::AvailableNumber& number) const;
};

// 20422 for a Contains that is none; 21451 for an area code of other than digits.
Result<NumberSearch> read_number_search(Form& form);

}  // namespace ringback::api::resource
