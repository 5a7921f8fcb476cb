#pragma once

#include "api/context.hpp"
#include "store/recordings.hpp"

namespace ringback::store {
struct Recording;
}

// `/Accounts/{AC}/Recordings` and `/Accounts/{AC}/Calls/{CA}/Recordings`: what was recorded, and its sound under the
// same path without an extension, with `.wav` or with `.mp3`.
namespace ringback::api::resource::recordings {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
Task<Result<Answer>> remove(Context& context);

// Of a call that is up, else 21220. One at a time is recorded so: if there is one, it is the answer, with 200.
Task<Result<Answer>> create(Context& context);
// Status `paused` (with PauseBehavior), `in-progress` or `stopped`.
Task<Result<Answer>> update(Context& context);
// The same of the one that runs on the call; 16108 if there are several.
Task<Result<Answer>> update_current(Context& context);

// The account's form and a call's, by the path, differ in a few members.
boost::json::object to_json(const Context& context, const store::Recording& row);

}  // namespace ringback::api::resource::recordings
