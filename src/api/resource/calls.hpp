#pragma once

#include "api/context.hpp"
#include "store/calls.hpp"

namespace ringback::store {
struct Call;
}

// `/Accounts/{AC}/Calls`: the records of calls, calls to be made, and what live ones are to do.
namespace ringback::api::resource::calls {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// Fails with 21201 … 21218, 21609, 32018 for parameters; 10004 where there is no room.
Task<Result<Answer>> create(Context& context);
// Fails with 21220 if the call is in no state for it.
Task<Result<Answer>> update(Context& context);
// Of a call that has ended, with its children; 20009 for any other.
Task<Result<Answer>> remove(Context& context);

boost::json::object to_json(const Context& context, const store::Call& call);

}  // namespace ringback::api::resource::calls
