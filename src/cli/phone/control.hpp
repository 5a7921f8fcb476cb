#pragma once

#include "cli/phone/phone.hpp"
#include "http/server.hpp"

namespace ringback::cli {

// The phone by HTTP, for a page's button and for tests: POST /call with `to` (form or JSON), POST /hangup, GET /status.
http::Response control_phone(const http::Request& request, Phone& phone);

// `phone` outlives the server.
void route_control(http::Server& server, Phone& phone);

}  // namespace ringback::cli
