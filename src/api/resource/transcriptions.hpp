#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Transcriptions` and `/Accounts/{AC}/Recordings/{RE}/Transcriptions`: the texts of recordings; with
// `.txt` the text alone.
namespace ringback::api::resource::transcriptions {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::transcriptions
