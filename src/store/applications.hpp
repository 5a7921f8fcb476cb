#pragma once

#include "store/collection.hpp"
#include "store/voice_urls.hpp"

namespace ringback::store {

// A TwiML App.
struct Application {
  std::string sid;  // AP…
  std::string account_sid;
  std::string friendly_name;
  VoiceUrls urls;
  std::string kept{};  // parameters that do nothing here and are told as they came: a form
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct ApplicationFilter {
  std::string friendly_name;
};

// Numbers that a removed one answered for lose it.
class Applications : public Collection<Application, ApplicationFilter> {};

}  // namespace ringback::store
