#include "config/keys/keys.hpp"
#include "config/section.hpp"
#include "store/configured.hpp"

namespace ringback::config {

Rows number_rows() {
  using store::AvailableNumber;
  return RowsOf<AvailableNumber>("numbers", &Config::numbers, "numbers that accounts may take through REST")
      .key("phone_number", &AvailableNumber::phone_number, phone_number(), "E.164", {.required = true, .unique = true})
      .key("account", &AvailableNumber::account_sid, text("an AccountSid"), "the one account that may take it")
      .key("country", &AvailableNumber::country, country(),
           "in which it is; without it what the number tells, as of the next")
      .key("type", &AvailableNumber::type, one_of({"local", "mobile", "toll-free"}),
           "the list of AvailablePhoneNumbers that it is in")
      .key("locality", &AvailableNumber::locality, text("a name"), "the place, for searches")
      .key("region", &AvailableNumber::region, text("a name"), "a state or a province, for searches")
      .key("postal_code", &AvailableNumber::postal_code, text("a code"), "for searches")
      .rows();
}

}  // namespace ringback::config
