#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Calls/{CA}/UserDefinedMessages`: what the application says to the page of a live call.
namespace ringback::api::resource::user_defined_messages {

Task<Result<Answer>> create(Context& context);

}  // namespace ringback::api::resource::user_defined_messages
