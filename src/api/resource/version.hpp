#pragma once

#include "api/context.hpp"

// `/2010-04-01` itself: what old scripts ask to see whether an address is the API's.
namespace ringback::api::resource::version {

Task<Result<Answer>> fetch(Context& context);

}  // namespace ringback::api::resource::version
