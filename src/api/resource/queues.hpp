#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Queues` and who waits in one, `…/Queues/{QU}/Members`: a member is named by its CallSid, the first by
// `Front`.
namespace ringback::api::resource::queues {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 20409 if another one has the name; 20422.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
// 20409 unless it is empty.
Task<Result<Answer>> remove(Context& context);

Task<Result<Answer>> list_members(Context& context);
Task<Result<Answer>> fetch_member(Context& context);
// The caller leaves the queue for the document at Url. 21205, 21209.
Task<Result<Answer>> update_member(Context& context);

}  // namespace ringback::api::resource::queues
