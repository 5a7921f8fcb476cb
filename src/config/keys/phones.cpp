#include "config/keys/keys.hpp"
#include "config/section.hpp"
#include "store/configured.hpp"

namespace ringback::config {

Rows phone_rows() {
  using store::Phone;
  const auto phones = [](Config& config) -> std::vector<Phone>& { return config.sip.phones; };
  return RowsOf<Phone>("phones", phones, "SIP phones")
      .key("user", &Phone::user, text(), "of the digest credentials", {.required = true, .unique = true})
      .secret("password", &Phone::password, "of the digest credentials", {.required = true})
      .key("phone_number", &Phone::phone_number, phone_number(), "where it is reached and what it calls from",
           {.required = true, .unique = true})
      .rows();
}

}  // namespace ringback::config
