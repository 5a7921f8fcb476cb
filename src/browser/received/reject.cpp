#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

bool received::reject(Socket& socket, const Message& message) {
  const auto call_sid = text_at(message.payload, "callsid");
  if (call_sid.empty()) return false;
  if (Leg* leg = socket.find(call_sid)) leg->on_browser_reject();
  return true;
}

}  // namespace ringback::browser
