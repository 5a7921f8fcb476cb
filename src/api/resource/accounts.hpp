#pragma once

#include "api/context.hpp"

// `/Accounts`: the caller's own account.
namespace ringback::api::resource::accounts {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);

}  // namespace ringback::api::resource::accounts
