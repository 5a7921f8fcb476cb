#pragma once

#include <memory>

#include "api/context.hpp"
#include "store/conferences.hpp"

namespace ringback::call {
class Conference;
}

// `/Accounts/{AC}/Conferences`: the records of conferences, and what those that run are to do.
namespace ringback::api::resource::conferences {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// Status=completed, AnnounceUrl. 16022 if it isn't running and is to be announced to.
Task<Result<Answer>> update(Context& context);

// The record of `context.sids.front()`; 20404.
Task<Result<store::Conference>> read_row(Context& context);

}  // namespace ringback::api::resource::conferences
