#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Calls/{CA}/UserDefinedMessageSubscriptions`: where the application hears what the page of a live call
// says.
namespace ringback::api::resource::user_defined_message_subscriptions {

Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::user_defined_message_subscriptions
