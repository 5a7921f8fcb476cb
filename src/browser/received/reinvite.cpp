#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

bool received::reinvite(Socket& socket, const Message& message) {
  const auto sdp = text_at(message.payload, "sdp");
  if (sdp.empty()) return false;
  if (Leg* leg = socket.find(text_at(message.payload, "callsid"))) leg->on_browser_reinvite(sdp);
  return true;
}

}  // namespace ringback::browser
