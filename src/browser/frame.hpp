#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "call/user_message.hpp"

// What the server says to the SDKs, one function a message. Each returns the whole text frame.
namespace ringback::browser::frame {

// Keeps the browser from closing the socket (15 s) and asks for an echo. One LF exactly: the SDK parses all else.
inline constexpr std::string_view heartbeat = "\n";

struct Connected {
  std::string_view edge;
  std::string_view identity;
  std::int64_t ttl_seconds = 0;  // what is left of the token
};
std::string connected(const Connected& connected);
std::string ready();
std::string offline();
// Tells the SDK to close the socket and not to come back by itself.
std::string close();
// A device's error. Never ends a call.
std::string error(const Error& error);
// Says that a user-defined message has arrived.
std::string message_ack(std::string_view call_sid, std::string_view voice_event_sid);
// A user-defined message of the application's. Content that is not JSON goes as text.
std::string message(std::string_view call_sid, const call::UserMessage& message);
// Says why a user-defined message was not taken.
std::string message_error(std::string_view call_sid, std::string_view voice_event_sid, const Error& error);

std::string invite(boost::json::object payload);
// What is empty is left out. With SDP: early media.
std::string ringing(std::string_view call_sid, std::string_view sdp = {});

struct Answer {
  std::string_view call_sid;
  std::string_view sdp;  // empty: left out
  std::string_view reconnect;
};
std::string answer(const Answer& answer);
// Ends a ringing incoming call.
std::string cancel(std::string_view call_sid);
// Ends any other call. An error with code 0 is left out.
std::string hangup(std::string_view call_sid, const Error& error = {});

}  // namespace ringback::browser::frame
