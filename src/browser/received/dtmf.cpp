#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

// Digits that the browser could not send as RTP events.
bool received::dtmf(Socket& socket, const Message& message) {
  const auto digits = text_at(message.payload, "dtmf");
  if (digits.empty()) return false;
  if (Leg* leg = socket.find(text_at(message.payload, "callsid"))) leg->on_browser_digits(digits);
  return true;
}

}  // namespace ringback::browser
