#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/collection.hpp"
#include "store/time.hpp"

namespace ringback::store {

struct Account {
  std::string sid;         // AC…
  std::string auth_token;  // 32 lower-case hex digits; encrypted at rest
  std::string friendly_name;
  std::string status = "active";  // or suspended, closed
  std::string owner_account_sid;  // its parent's; its own if it has none
  Millis date_created = 0;
  Millis date_updated = 0;
  std::string secondary_auth_token{};  // opens it too, until it becomes the Auth Token; encrypted at rest
  std::string owner_status{};          // the parent's, as `find` saw it; not stored here

  // A suspended parent suspends its sub-accounts in effect.
  bool active() const { return status == "active" && (owner_status.empty() || owner_status == "active"); }
};

struct AccountFilter {
  std::string friendly_name{};  // empty: any
  std::string status{};
};

class Accounts {
 public:
  virtual ~Accounts() = default;

  virtual Task<Result<std::optional<Account>>> find(std::string sid) = 0;
  // The oldest.
  virtual Task<Result<std::optional<Account>>> first() = 0;
  // That account and its sub-accounts.
  virtual Task<Result<Rows<Account>>> family(std::string sid, AccountFilter filter, Page page) = 0;
  // Inserts or replaces.
  virtual Task<Result<void>> save(Account account) = 0;
  // What `edit` makes of it, so that no two changes undo each other; it runs on the store's thread, and its error
  // leaves all as it was. The numbers of an account that becomes closed go back to the pool with it. 20404 if there is
  // none.
  using Edit = std::function<Result<void>(Account&)>;
  virtual Task<Result<Account>> change(std::string sid, Edit edit) = 0;
};

}  // namespace ringback::store
