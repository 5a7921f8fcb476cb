#include "config/keys/keys.hpp"
#include "config/section.hpp"
#include "store/configured.hpp"

namespace ringback::config {

Rows number_rows() {
  using store::AvailableNumber;
  return RowsOf<AvailableNumber>("numbers", &Config::numbers, "numbers that accounts may take through REST")
      .key("phone_number", &AvailableNumber::phone_number, phone_number(), "E.164", {.required = true, .unique = true})
      .key("account", &AvailableNumber::account_sid, text("an AccountSid"), "the one account that may take it")
      .rows();
}

}  // namespace ringback::config
