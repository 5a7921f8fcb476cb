#pragma once

#include "api/context.hpp"
#include "api/resource/call_party.hpp"
#include "call/attendant.hpp"

// The parameters of a call that is to be made.
namespace ringback::api::resource::calls {

// Everything that can be judged now is judged now; what only the network knows ends the call later. Fails as
// `create` does.
Task<Result<call::Attendant::Order>> read_order(Context& context);

// The same but for the script, which the call then has not: whom to call and how long, and the digits.
Task<Result<call::Attendant::Order>> read_order_without_script(Context& context, Applications applications);

// Url, Method, Twiml, FallbackUrl, FallbackMethod; `notices` gets what is not taken (32019). 21205, 21209, 32018.
Result<call::Instructions> read_instructions(Form& form, std::vector<call::Notice>& notices);

// TimeLimit, if there is one; 21208.
Result<std::optional<std::chrono::seconds>> read_time_limit(Form& form);

// StatusCallback, StatusCallbackMethod, StatusCallbackEvent; none without the first. 21609, 21209; an event that is
// none is a notice (21626).
Result<std::vector<call::Callback>> read_callbacks(Form& form, std::vector<call::Notice>& notices);

}  // namespace ringback::api::resource::calls
