#pragma once

#include <optional>
#include <string>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/time.hpp"

namespace ringback::store {

struct Account {
  std::string sid;         // AC…
  std::string auth_token;  // 32 lower-case hex digits; encrypted at rest
  std::string friendly_name;
  std::string status = "active";
  std::string owner_account_sid;
  Millis date_created = 0;
  Millis date_updated = 0;
};

class Accounts {
 public:
  virtual ~Accounts() = default;

  virtual Task<Result<std::optional<Account>>> find(std::string sid) = 0;
  // The oldest.
  virtual Task<Result<std::optional<Account>>> first() = 0;
  // Inserts or replaces.
  virtual Task<Result<void>> save(Account account) = 0;
};

}  // namespace ringback::store
