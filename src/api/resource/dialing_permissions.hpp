#pragma once

#include "api/context.hpp"

// `/v1/DialingPermissions` and `/v1/Settings` of voice: where calls may go, as the trunks take them. Nothing is
// changed here.
namespace ringback::api::resource::dialing_permissions {

Task<Result<Answer>> list_countries(Context& context);
Task<Result<Answer>> fetch_country(Context& context);
// Numbers that cost more: none is known.
Task<Result<Answer>> list_prefixes(Context& context);
Task<Result<Answer>> fetch_settings(Context& context);

}  // namespace ringback::api::resource::dialing_permissions
