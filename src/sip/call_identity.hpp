#pragma once

#include "call/leg.hpp"
#include "sip/message.hpp"
#include "store/configured.hpp"

// What an INVITE tells about its call.
namespace ringback::sip {

// Of a registered phone: it calls from the number that the configuration gives it, whatever its From says.
call::IncomingCall describe_phone_call(const Message& invite, const store::Phone& phone);
// Of a carrier: its headers are believed.
call::IncomingCall describe_trunk_call(const Message& invite);

}  // namespace ringback::sip
