#pragma once

#include <cstdint>
#include <string>

#include "http/message.hpp"

namespace ringback::http {

struct ResponseHead {
  std::uint64_t content_length = 0;
  bool keep_alive = true;
  std::int64_t unix_seconds = 0;  // for Date
};

// Status line and header fields of an HTTP/1.1 response, blank line included (RFC 9112 section 2.1). Framing fields in
// `headers` are replaced by ours, and a field with a line break in it is left out: it could forge another.
std::string response_head(int status, const Headers& headers, const ResponseHead& head);

// `Tue, 24 Nov 2026 15:00:00 GMT` (RFC 9110 section 5.6.7).
std::string http_date(std::int64_t unix_seconds);

// Whether a response of that status has no body at all, not even an empty one (RFC 9110 section 6.4.1).
bool bodiless(int status);

}  // namespace ringback::http
