#pragma once

#include "api/context.hpp"

// `/Accounts`: the caller's own account and its sub-accounts.
namespace ringback::api::resource::accounts {

Task<Result<Answer>> list(Context& context);
// A sub-account. 21101 if a sub-account asks, 21480 if there are too many.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> fetch(Context& context);
// FriendlyName; Status of a sub-account, by its parent: 21475 for no such status, 21477 for anybody else, 21479 once it
// is closed.
Task<Result<Answer>> update(Context& context);

}  // namespace ringback::api::resource::accounts
