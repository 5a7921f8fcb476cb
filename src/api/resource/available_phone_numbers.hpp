#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/AvailablePhoneNumbers`: what is free of the operator's numbers, by country and type.
namespace ringback::api::resource::available_phone_numbers {

Task<Result<Answer>> list_countries(Context& context);
// 20404 for a country that the pool lacks.
Task<Result<Answer>> fetch_country(Context& context);
// 20404 for a type that the country lacks too.
Task<Result<Answer>> list_local(Context& context);
Task<Result<Answer>> list_mobile(Context& context);
Task<Result<Answer>> list_toll_free(Context& context);

}  // namespace ringback::api::resource::available_phone_numbers
