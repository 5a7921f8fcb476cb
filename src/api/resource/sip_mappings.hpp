#pragma once

#include "api/context.hpp"

// Which lists a SIP domain demands: `/SIP/Domains/{SD}/Auth/Calls/…`, `/Auth/Registrations/…`, and the older twins of
// the first, which are the same mappings. Which of them a path means, it says itself.
namespace ringback::api::resource::sip_mappings {

// store::SipMapping::use.
inline constexpr std::string_view callers_with_credentials = "calls CL";
inline constexpr std::string_view callers_with_addresses = "calls AL";
inline constexpr std::string_view registrations_with_credentials = "registrations CL";

Task<Result<Answer>> list(Context& context);
Task<Result<Answer>> fetch(Context& context);
// 21231 for a list that is mapped already; 20404 for one that is not the account's.
Task<Result<Answer>> create(Context& context);
Task<Result<Answer>> remove(Context& context);

}  // namespace ringback::api::resource::sip_mappings
