#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Recordings` and `/Accounts/{AC}/Calls/{CA}/Recordings`: what was recorded, and its sound under the
// same path without an extension, with `.wav` or with `.mp3`.
namespace ringback::api::resource::recordings {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::recordings
