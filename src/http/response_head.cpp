#include "http/response_head.hpp"

#include <algorithm>
#include <array>

namespace ringback::http {
namespace {

struct Reason {
  int status;
  std::string_view phrase;
};

constexpr std::array reasons = {
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{409, "Conflict"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{426, "Upgrade Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
};

// The phrase may be empty (RFC 9112 section 4).
std::string_view reason(int status) {
  const auto* found = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.status == status; });
  return found == reasons.end() ? std::string_view{} : found->phrase;
}

bool ours(std::string_view name) {
  constexpr std::array<std::string_view, 4> names = {"Content-Length", "Transfer-Encoding", "Connection", "Date"};
  return std::any_of(names.begin(), names.end(), [&](std::string_view own) { return iequals(own, name); });
}

bool breaks_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

}  // namespace

bool bodiless(int status) {
  return status / 100 == 1 || status == 204 || status == 304;
}

std::string http_date(std::int64_t unix_seconds) {
  std::string date = rfc2822(unix_seconds);
  date.replace(date.size() - 5, 5, "GMT");
  return date;
}

std::string response_head(int status, const Headers& headers, const ResponseHead& head) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + ' ';
  out.append(reason(status)).append("\r\n");
  for (const auto& [name, value] : headers) {
    if (name.empty() || ours(name) || breaks_line(name) || breaks_line(value)) continue;
    out.append(name).append(": ").append(value).append("\r\n");
  }
  out.append("Date: ").append(http_date(head.unix_seconds)).append("\r\n");
  if (!bodiless(status)) out.append("Content-Length: ").append(std::to_string(head.content_length)).append("\r\n");
  out.append("Connection: ").append(head.keep_alive ? "keep-alive" : "close").append("\r\n\r\n");
  return out;
}

}  // namespace ringback::http
