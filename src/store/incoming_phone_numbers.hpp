#pragma once

#include "store/collection.hpp"
#include "store/voice_urls.hpp"

namespace ringback::store {

// A number that an account owns.
struct IncomingPhoneNumber {
  std::string sid;  // PN…
  std::string account_sid;
  std::string phone_number;  // E.164
  std::string friendly_name;
  std::string voice_application_sid;  // if set, its URLs answer and the number's own do not
  VoiceUrls urls;
  std::string type = "local";  // or mobile, toll-free
  std::string kept{};          // parameters that do nothing here and are told as they came: a form
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct IncomingPhoneNumberFilter {
  std::string phone_number{};  // a part of it; `*` stands for any one digit
  std::string friendly_name{};
  std::string type{};
};

// `save` fails with 21422 if another row has the number.
class IncomingPhoneNumbers : public Collection<IncomingPhoneNumber, IncomingPhoneNumberFilter> {
 public:
  // Whoever owns it.
  virtual Task<Result<std::optional<IncomingPhoneNumber>>> find_number(std::string e164) = 0;
};

}  // namespace ringback::store
