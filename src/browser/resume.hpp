#pragma once

#include <string_view>

namespace ringback::browser {

class Socket;

// The browser shows the token of a call that it has: after a new socket, a token refresh, or to take over from another
// device of its client. Never a new call.
void resume(Socket& socket, std::string_view call_sid, std::string_view token, std::string_view sdp);

}  // namespace ringback::browser
