#pragma once

#include <string>
#include <string_view>

#include "base/deadlines.hpp"

// Everything that depends on which release of Twilio's SDKs a page has. docs/sdk-versions.md tells what each does.
namespace ringback::browser {

struct Message;

// What the first `listen` says of the SDK, and what the server does for it.
struct SdkLine {
  // Sends its answered calls again over a new socket by itself (`reconnect`). The others' calls survive a lost socket
  // without a word about them.
  bool resumes = false;
  // Keeps a ringing call when its socket is lost, and would have it twice when it is offered again.
  bool keeps_ringing = false;
  // Looks for its call, while it has one, at a host that it makes from `connected.edge`.
  bool reconnects_to_edge = false;
  // Can bear `reconnect` in an `invite`: throws otherwise, and may never resume a call again.
  bool takes_early_token = true;
  // How long it wants its calls kept while it has no socket.
  Duration hold{};
};

// An SDK that does not say its release is taken for a present one.
SdkLine sdk_line(const Message& listen);

// The `connected.edge` that brings `wss://voice-js.<edge>.twilio.com/signal` back to `host`, a Host header's value.
// Empty if that is no plain host and port.
std::string edge_leading_to(std::string_view host);

}  // namespace ringback::browser
