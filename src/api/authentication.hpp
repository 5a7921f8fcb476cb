#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/async.hpp"
#include "base/result.hpp"
#include "store/accounts.hpp"
#include "store/store.hpp"

namespace ringback::api {

struct Credentials {
  std::string user;
  std::string password;
};

// HTTP Basic (RFC 7617) out of an Authorization header; nothing if it is absent, of another scheme or malformed.
std::optional<Credentials> parse_basic(std::string_view authorization);

// The account whose SID and Auth Token these are. 20003 for anything else, in a time that doesn't tell which part was
// wrong.
Task<Result<store::Account>> authenticate(store::Store& store, std::string authorization);

// Whether the account may look at paths of `account_sid`, as it stands in the path. 20404 for what is no account SID;
// 20003 for any other account, known or not, so that nothing leaks.
Result<void> authorize(const store::Account& account, const std::string& account_sid, const std::string& path);

}  // namespace ringback::api
