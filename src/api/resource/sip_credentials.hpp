#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/SIP/CredentialLists/{CL}/Credentials`: names and passwords, which are never told.
namespace ringback::api::resource::sip_credentials {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 21243 for a name or a password that is none, and for a name that the list has.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::sip_credentials
