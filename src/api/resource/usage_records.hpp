#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/Usage/Records`: what was used, of each category, by periods. There are no prices.
namespace ringback::api::resource::usage_records {

Task<Result<Answer>> list(Context& context);
// `…/Daily`, `…/ThisMonth` and so on.
Task<Result<Answer>> list_by_period(Context& context);

}  // namespace ringback::api::resource::usage_records
