#pragma once

#include <string>

#include "base/async.hpp"
#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "store/accounts.hpp"

namespace ringback::server {

// The first start makes an account. Every start leaves its SID in `account_sid` and its Auth Token in `auth_token`
// (mode 0600) in `folder`, where scripts and people find them.
Task<Result<store::Account>> ensure_first_account(store::Accounts& accounts, Deadlines& deadlines, std::string folder);

}  // namespace ringback::server
