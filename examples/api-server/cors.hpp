#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"

namespace api_server {

// Pages of which origins may use the endpoints (Fetch standard, CORS). The softphone is served on another port of the
// same host, and a person may reach that host by many names: an origin whose host is the one that the request itself
// was sent to is allowed, whatever its port. Others are listed; `*` allows all.
class AllowedOrigins {
 public:
  explicit AllowedOrigins(std::vector<std::string> listed = {}) : listed_(std::move(listed)) {}
  bool allow(std::string_view origin, std::string_view host) const;

 private:
  std::vector<std::string> listed_;
};

// Answers preflight requests, refuses pages of foreign origins with 403, and lets the others read the answer.
// Requests without an origin don't come from pages and pass.
ringback::http::Handler with_cors(AllowedOrigins origins, ringback::http::Handler handler);

}  // namespace api_server
