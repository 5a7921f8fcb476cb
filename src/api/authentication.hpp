#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/path.hpp"
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

// Who sent a request.
struct Caller {
  store::Account account;
  // Of the account, but not of it and its keys themselves: what a Standard key may do.
  bool standard_key = false;
};

// Whose SID and Auth Token, primary or secondary, or whose API key and secret these are. 20003 for anything else, in a
// time that doesn't tell which part was wrong; 20005 if the account is suspended or closed.
Task<Result<Caller>> authenticate(store::Store& store, std::string authorization);

// The account that a request is about: of `Accounts/{AC}/…` the one in the path, which must be the caller's own or its
// sub-account; else the caller's. 20404 for a path that is no account's; 20003 for any other account, known or not, so
// that nothing leaks, and for what a Standard key may not touch; 20005 for a sub-account that is not active, unless it
// is only looked at or changed itself.
Task<Result<store::Account>> authorize(store::Store& store, Caller caller, Path path, std::string method);

}  // namespace ringback::api
