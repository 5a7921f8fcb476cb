#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Recordings/{RE}/AddOnResults`: none, so that the link in a recording can be followed.
namespace ringback::api::resource::add_on_results {

Task<Result<Answer>> list(Context& context);

}  // namespace ringback::api::resource::add_on_results
