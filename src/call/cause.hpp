#pragma once

#include <string_view>

namespace ringback::call {

// Why a leg ended or is to end. Doors translate it to and from their protocol (docs/life-of-a-call.md has the table).
enum class Cause {
  hangup,              // a normal end of an answered leg
  busy,                // 486, 600, 603 after ringing; a client that rejects
  no_answer,           // 480, 408, our own time-out, nobody registered
  rejected,            // towards a caller: 404 on SIP
  not_found,           // towards a caller: no such number
  failed,              // other 4xx-6xx, no route
  cancelled,           // the caller hung up first
  answered_elsewhere,  // another device of the fork won
  forbidden,           // no right to this call
  unavailable,         // the server can't take it now (503)
  media_lost,
  server_error,
};

// Twilio's DialCallStatus, or final CallStatus, of a leg that was never answered.
std::string_view status_of(Cause cause);

}  // namespace ringback::call
