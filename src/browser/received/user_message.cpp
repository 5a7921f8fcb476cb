#include "browser/frame.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

// User-defined messages have no receiver yet, and an `ack` would say that one got them.
bool received::user_message(Socket& socket, const Message& message) {
  const auto call_sid = text_at(message.payload, "callsid");
  const auto event_sid = text_at(message.payload, "voiceeventsid");
  if (call_sid.empty() || event_sid.empty()) return false;
  socket.send(frame::message_error(call_sid, event_sid, {31210, "No application takes messages of this type"}));
  return true;
}

}  // namespace ringback::browser
