#pragma once

#include "api/context.hpp"

// `/Accounts/{AC}/SIP/IpAccessControlLists/{AL}/IpAddresses`: addresses and networks.
namespace ringback::api::resource::ip_addresses {

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 20422 for what is no address; 21235 for one that the list has.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> update(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::ip_addresses
