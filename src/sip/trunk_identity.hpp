#pragma once

#include <string>
#include <string_view>

#include "call/leg.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/trunk.hpp"

namespace ringback::sip {

// The INVITE's URI, From, To and identity headers, in the way that the trunk wants them. `local` is our host as the
// trunk sees it.
OutgoingInvite::Request request_of(const Trunk& trunk, std::string_view called, std::string_view caller,
                                   const std::string& local);

// What a trunk's INVITE says of the call.
call::IncomingCall describe_trunk_call(const Message& invite, const Trunk& trunk);

}  // namespace ringback::sip
