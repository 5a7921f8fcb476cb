#pragma once

#include "http/server.hpp"

namespace ringback::browser {

// What the SDKs ask for beside their WebSocket, at their maker's hosts unless those names lead here: their sounds, and
// a place for the events and metrics that they report of each call. The events are taken and forgotten: nothing here
// reads them, but a refusal would throw in 1.x pages. Before Server::start.
void mount_side_channels(http::Server& server);

}  // namespace ringback::browser
