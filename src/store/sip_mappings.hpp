#pragma once

#include "store/collection.hpp"

namespace ringback::store {

// That a domain demands a list, of those who call it or of those who register with it.
struct SipMapping {
  std::string id{};   // domain, use and list together
  std::string sid{};  // the list's
  std::string account_sid{};
  std::string domain_sid{};
  std::string use{};  // calls or registrations, and of whom
  std::string friendly_name{};
  Millis date_created = 0;
  Millis date_updated = 0;
};

struct SipMappingFilter {
  std::string domain_sid{};
  std::string use{};
  std::string list_sid{};
};

class SipMappings {
 public:
  virtual ~SipMappings() = default;

  virtual Task<Result<Rows<SipMapping>>> list(std::string account_sid, SipMappingFilter filter, Page page) = 0;
  // 21231 if there is one with its `id`.
  virtual Task<Result<void>> add(SipMapping mapping) = 0;
  // False if there is none.
  virtual Task<Result<bool>> remove(std::string account_sid, SipMappingFilter filter) = 0;
};

}  // namespace ringback::store
