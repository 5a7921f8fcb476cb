#include "browser/frame.hpp"
#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

// A device that lost a fork may have answered meanwhile: its page sees an open call, which only `hangup` ends well.
bool received::answer(Socket& socket, const Message& message) {
  const auto call_sid = text_at(message.payload, "callsid");
  const auto sdp = text_at(message.payload, "sdp");
  if (call_sid.empty() || sdp.empty()) return false;
  if (Leg* leg = socket.find(call_sid)) {
    leg->on_browser_answer(sdp);
  } else {
    socket.send(frame::hangup(call_sid));
  }
  return true;
}

}  // namespace ringback::browser
