#include <algorithm>

#include "browser/leg.hpp"
#include "browser/message.hpp"
#include "browser/received.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

// Calls that still ring but whose socket was lost. Never twice the same call on one socket.
void ring_again(Socket& socket) {
  if (!socket.registration().may_be_rung()) return;
  for (Leg* leg : socket.services().directory.held(socket.registration().grant()->client)) {
    const auto& own = socket.legs();
    const auto same = [&](const Leg* other) { return other->call_sid() == leg->call_sid(); };
    if (std::none_of(own.begin(), own.end(), same)) leg->ring_again(socket);
  }
}

}  // namespace

bool received::register_device(Socket& socket, const Message& message) {
  const auto* audio = object_at(message.payload, "media").if_contains("audio");
  if (audio == nullptr || !audio->is_bool()) return false;
  socket.registration().set_available(audio->get_bool());
  if (audio->get_bool()) ring_again(socket);
  return true;
}

}  // namespace ringback::browser
