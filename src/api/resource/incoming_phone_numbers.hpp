#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/IncomingPhoneNumbers`: the numbers that an account owns.
namespace ringback::api::resource::incoming_phone_numbers {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);

}  // namespace ringback::api::resource::incoming_phone_numbers
