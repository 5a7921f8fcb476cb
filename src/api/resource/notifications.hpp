#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Calls/{CA}/Notifications`: errors and warnings of one call.
namespace ringback::api::resource::notifications {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);

}  // namespace ringback::api::resource::notifications
