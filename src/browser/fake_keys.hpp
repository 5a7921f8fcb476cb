#pragma once

#include <chrono>
#include <map>
#include <string>

#include "base/deadlines.hpp"
#include "browser/keys.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"
#include "store/collection.hpp"

namespace ringback::browser {

// For tests: accounts, found after `delay`.
class FakeAccounts final : public store::Accounts {
 public:
  explicit FakeAccounts(Deadlines& deadlines) : deadlines_(deadlines) {}

  Task<Result<std::optional<store::Account>>> find(std::string sid) override {
    ++look_ups;
    if (delay.count() > 0) co_await deadlines_.wait_for(delay);
    if (broken) co_return Error{20500, "disk full"};
    const auto found = rows.find(sid);
    if (found == rows.end()) co_return std::optional<store::Account>();
    co_return found->second;
  }
  Task<Result<std::optional<store::Account>>> first() override { co_return Error{0, "not asked for"}; }
  Task<Result<store::Rows<store::Account>>> family(std::string, store::AccountFilter, store::Page) override {
    co_return Error{0, "not asked for"};
  }
  Task<Result<void>> save(store::Account) override { co_return Error{0, "not asked for"}; }
  Task<Result<store::Account>> change(std::string, Edit) override { co_return Error{0, "not asked for"}; }

  std::map<std::string, store::Account> rows;
  std::chrono::milliseconds delay{0};
  bool broken = false;
  int look_ups = 0;

 private:
  Deadlines& deadlines_;
};

class FakeApiKeys final : public store::ApiKeys {
 public:
  Task<Result<std::optional<store::ApiKey>>> find(std::string account_sid, std::string sid) override {
    ++look_ups;
    const auto found = rows.find(sid);
    if (found == rows.end() || found->second.account_sid != account_sid) co_return std::optional<store::ApiKey>();
    co_return found->second;
  }
  Task<Result<store::Rows<store::ApiKey>>> list(std::string, store::ApiKeyFilter, store::Page) override {
    co_return Error{0, "not asked for"};
  }
  Task<Result<void>> save(store::ApiKey) override { co_return Error{0, "not asked for"}; }
  Task<Result<std::optional<store::ApiKey>>> find_for_login(std::string) override {
    co_return Error{0, "not asked for"};
  }
  Task<Result<std::optional<store::ApiKey>>> rename(std::string, std::string, std::string, store::Millis) override {
    co_return Error{0, "not asked for"};
  }
  Task<Result<bool>> remove(std::string, std::string) override { co_return Error{0, "not asked for"}; }

  std::map<std::string, store::ApiKey> rows;
  int look_ups = 0;
};

struct FakeKeys {
  explicit FakeKeys(Deadlines& deadlines) : accounts(deadlines) {}
  operator Keys() { return {accounts, api_keys}; }  // NOLINT(google-explicit-constructor): it stands for them

  FakeAccounts accounts;
  FakeApiKeys api_keys;
};

}  // namespace ringback::browser
