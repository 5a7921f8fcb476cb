#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Applications`: TwiML Apps, named by the tokens of clients.
namespace ringback::api::resource::applications {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
// Numbers that it answered for fall back to their own URLs; calls that run keep what they have.
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::applications
