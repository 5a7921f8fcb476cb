#include "browser/resume.hpp"

#include <algorithm>

#include "browser/frame.hpp"
#include "browser/leg.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

// The call's former socket may look alive for a while yet, so all of the client's are searched.
Leg* find(Socket& socket, std::string_view call_sid, std::string_view token) {
  if (socket.registration().grant() == nullptr) return nullptr;
  const Client& client = socket.registration().grant()->client;
  const auto& directory = socket.services().directory;
  const auto meant = [&](const Leg* leg) { return leg->named(call_sid) && leg->resumes_with(token); };
  const auto in = [&](const std::vector<Leg*>& legs) {
    const auto found = std::find_if(legs.begin(), legs.end(), meant);
    return found == legs.end() ? nullptr : *found;
  };
  for (const Socket* other : directory.sockets(client)) {
    if (Leg* leg = in(other->legs())) return leg;
  }
  return in(directory.held(client));
}

}  // namespace

void resume(Socket& socket, std::string_view call_sid, std::string_view token, std::string_view sdp) {
  Leg* leg = find(socket, call_sid, token);
  if (leg == nullptr) return socket.send(frame::hangup(call_sid, {31209, "The call is over"}));
  leg->on_browser_resume(socket, sdp);
}

}  // namespace ringback::browser
