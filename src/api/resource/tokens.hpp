#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Tokens`: where a page finds STUN and TURN, and the credentials of the latter for a while.
namespace ringback::api::resource::tokens {

Task<Result<Answer>> create(Context& context);

}  // namespace ringback::api::resource::tokens
