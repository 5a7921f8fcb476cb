#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Calls/{CA}/Events`: the requests of the application that made and changed a call, and those to it.
namespace ringback::api::resource::call_events {

// Oldest first.
Task<Result<Answer>> list(Context& context);

// Keeps the request, a POST, as one of the call's events, without what only the far end may know.
Task<void> note(const Context& context, std::string call_sid, int status);

}  // namespace ringback::api::resource::call_events
