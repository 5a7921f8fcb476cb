#pragma once

#include "call/cause.hpp"

// The table between SIP's final codes and call::Cause.
namespace ringback::sip {

// What a failure of an outbound INVITE means. 603 is busy only if the phone had rung before.
call::Cause cause_of(int status, bool rang);

// What an unanswered inbound INVITE is refused with.
int status_of_refusal(call::Cause cause);

}  // namespace ringback::sip
