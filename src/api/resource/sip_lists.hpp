#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/SIP/CredentialLists` and `/SIP/IpAccessControlLists`: the same for who knows a password and for who
// has an address.
namespace ringback::api::resource {

namespace credential_lists {
Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 21240 for a name that is none, too long or taken.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
// 21241 while a domain demands it.
Task<Result<Answer>> remove(Context& context);
}  // namespace credential_lists

namespace ip_access_control_lists {
Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 21235 for a name that is none, too long or taken.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
// 21236 while a domain demands it.
Task<Result<Answer>> remove(Context& context);
}  // namespace ip_access_control_lists

}  // namespace ringback::api::resource
