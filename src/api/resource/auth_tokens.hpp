#pragma once

#include "api/context.hpp"

// `/v1/AuthTokens`: the caller's second Auth Token, which opens the account beside the first, and takes its place.
namespace ringback::api::resource::auth_tokens {

// Replaces the second one, if there is one.
Task<Result<Answer>> create_secondary(Context& context);
// 20404 if there is none, as for the next.
Task<Result<Answer>> remove_secondary(Context& context);
Task<Result<Answer>> promote(Context& context);

}  // namespace ringback::api::resource::auth_tokens
