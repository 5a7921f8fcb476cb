#pragma once

#include "store/collection.hpp"
#include "store/voice_urls.hpp"

namespace ringback::store {

// A name that SIP calls come to. Flags are 0 or 1.
struct SipDomain {
  std::string sid{};  // SD…
  std::string account_sid{};
  std::string domain_name{};
  std::string friendly_name{};
  VoiceUrls urls{};
  int sip_registration = 0;
  int secure = 0;
  int emergency_calling_enabled = 0;
  std::string byoc_trunk_sid{};
  std::string emergency_caller_sid{};
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct SipDomainFilter {};

// `save` fails with 21232 if another row has the name. What is mapped to a removed one no longer is.
class SipDomains : public Collection<SipDomain, SipDomainFilter> {};

}  // namespace ringback::store
