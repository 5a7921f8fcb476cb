#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

// Of a call that was never ours too: the person was quicker than the `invite`.
bool received::hangup(Socket& socket, const Message& message) {
  const auto call_sid = text_at(message.payload, "callsid");
  if (call_sid.empty()) return false;
  if (Leg* leg = socket.find(call_sid)) leg->on_browser_hangup(text_at(message.payload, "message"));
  return true;
}

}  // namespace ringback::browser
