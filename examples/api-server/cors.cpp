#include "cors.hpp"

#include <algorithm>

#include "json_response.hpp"

namespace api_server {

namespace http = ringback::http;

namespace {

// `https://Example.org:8443` and `example.org:8444` are of the host `example.org`; an IPv6 address keeps its brackets.
std::string host_name(std::string_view authority) {
  if (const auto scheme = authority.find("://"); scheme != std::string_view::npos) authority.remove_prefix(scheme + 3);
  const auto port = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  return ringback::lower(authority.substr(0, port));
}

void add_cors_headers(http::Response& response, std::string_view origin) {
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Vary", "Origin");
}

http::Response preflight_answer() {
  return {204,
          {{"Access-Control-Allow-Methods", "POST, OPTIONS"},
           {"Access-Control-Allow-Headers", "Content-Type"},
           {"Access-Control-Max-Age", "600"}},
          {}};
}

}  // namespace

bool AllowedOrigins::allow(std::string_view origin, std::string_view host) const {
  const auto listed = [&](const std::string& entry) { return entry == "*" || ringback::iequals(entry, origin); };
  if (std::any_of(listed_.begin(), listed_.end(), listed)) return true;
  return origin.starts_with("https://") && !host.empty() && host_name(origin) == host_name(host);
}

http::Handler with_cors(AllowedOrigins origins, http::Handler handler) {
  return [origins = std::move(origins), handler = std::move(handler)](http::Request request, http::Respond respond) {
    const std::string origin(http::header(request.headers, "Origin"));
    if (origin.empty()) return handler(std::move(request), std::move(respond));
    if (!origins.allow(origin, http::header(request.headers, "Host"))) {
      return respond(failure(403, "pages of " + origin + " may not use this endpoint; see --allow-origin"));
    }
    const http::Respond respond_to_page = [respond = std::move(respond), origin](http::Response response) {
      add_cors_headers(response, origin);
      respond(std::move(response));
    };
    if (request.method == "OPTIONS") return respond_to_page(preflight_answer());
    handler(std::move(request), respond_to_page);
  };
}

}  // namespace api_server
