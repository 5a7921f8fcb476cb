#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Balance`: nobody pays this server, and scripts that watch a balance go on.
namespace ringback::api::resource::balance {

Task<Result<Answer>> fetch(Context& context);

}  // namespace ringback::api::resource::balance
