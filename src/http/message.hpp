#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace ringback::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The value of the first header of that name (case-insensitive), or an empty view.
std::string_view header(const Headers& headers, std::string_view name);

// A complete request as the control thread sees it.
struct Request {
  std::string method;
  std::string path;   // percent-decoded, without the query
  std::string query;  // raw, without the question mark
  Headers headers;
  std::string body;
  std::string remote_address;  // IP address of the TCP peer
  bool tls = false;

  // The query's parameters, then those of a form body.
  Parameters parameters() const;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::string file{};  // path of a file that is sent instead of `body`, or a range of it (http/file_body.hpp)
};

Response text_response(int status, std::string body);

}  // namespace ringback::http
