#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Calls`: the records of calls.
namespace ringback::api::resource::calls {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);

}  // namespace ringback::api::resource::calls
