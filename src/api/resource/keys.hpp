#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Keys`, and `/SigningKeys`, their older name: the same keys, and the same answers but for what the
// list and XML call them.
namespace ringback::api::resource::keys {

Task<Result<Answer>> list(Context& context);
// A Standard key; the answer alone has its secret. 20422 for a restricted one.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> update(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::keys
