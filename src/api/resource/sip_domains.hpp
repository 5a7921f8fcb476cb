#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/SIP/Domains`: names that SIP calls will come to.
namespace ringback::api::resource::sip_domains {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 21232 for a name that is none or that is taken on this server; 21230 for one domain too many.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
// Its mappings go with it, the lists stay.
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::sip_domains
