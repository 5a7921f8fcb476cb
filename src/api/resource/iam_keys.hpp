#pragma once

#include "api/context.hpp"

// `/v1/Keys`, the newer door to the same keys: those of the caller's own account, `AccountSid`.
namespace ringback::api::resource::iam_keys {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> update(Context& context);

}  // namespace ringback::api::resource::iam_keys
