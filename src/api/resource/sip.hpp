#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/SIP`: where its parts are.
namespace ringback::api::resource::sip {

Task<Result<Answer>> fetch(Context& context);

}  // namespace ringback::api::resource::sip
