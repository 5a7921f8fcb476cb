#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/OutgoingCallerIds`: numbers of somebody's own that the account may call from.
namespace ringback::api::resource::outgoing_caller_ids {

Task<Result<Answer>> list(Context& context);
// A call that asks for a code; the number is there once somebody has entered it.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> update(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::outgoing_caller_ids
