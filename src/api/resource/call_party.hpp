#pragma once

#include "api/context.hpp"
#include "call/attendant.hpp"

// Whom a call is to reach, and who it says that calls.
namespace ringback::api::resource::calls {

// Whether To may be `app:AP…?name=value`: a TwiML App of the account answers as the far end.
enum class Applications { refused, may_answer };

// To, From, CallerId, SipAuthUsername, SipAuthPassword, into facts and target. 21201, 21210 … 21218, 21221 … 21229.
Task<Result<void>> read_parties(Context& context, call::Attendant::Order& order, Applications applications);

}  // namespace ringback::api::resource::calls
