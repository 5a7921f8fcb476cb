#pragma once

#include "api/context.hpp"
#include "call/attendant.hpp"

// Whom a call is to reach, and who it says that calls.
namespace ringback::api::resource::calls {

// To, From, CallerId, SipAuthUsername, SipAuthPassword, into facts and target. 21201, 21210 … 21217, 21221 … 21229.
Task<Result<void>> read_parties(Context& context, call::Attendant::Order& order);

}  // namespace ringback::api::resource::calls
