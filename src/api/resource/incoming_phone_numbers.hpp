#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/IncomingPhoneNumbers`: the numbers that an account owns.
namespace ringback::api::resource::incoming_phone_numbers {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> list_local(Context& context);
Task<Result<Answer>> list_mobile(Context& context);
Task<Result<Answer>> list_toll_free(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> create(Context& context);
// 21458 for a number of another type.
Task<Result<Answer>> create_local(Context& context);
Task<Result<Answer>> create_mobile(Context& context);
Task<Result<Answer>> create_toll_free(Context& context);
Task<Result<Answer>> update(Context& context);
// It goes back to the pool; calls that it took go on.
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::incoming_phone_numbers
