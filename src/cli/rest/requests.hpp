#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "base/async.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "cli/rest/access.hpp"
#include "http/client.hpp"

namespace ringback::cli::rest {

// A request as a command means it.
struct Request {
  std::string method;
  std::string path;  // from the slash on, with its query
  std::string form{};
};

// Asks the server. Codes of its errors are the API's; 0 is the code of one that never got there.
class Requests {
 public:
  Requests(const Access& access, http::Client& client) : access_(access), client_(client) {}

  // The body of a good answer.
  Task<Result<std::string>> ask(Request request);
  Task<Result<boost::json::value>> ask_json(Request request);

 private:
  const Access& access_;
  http::Client& client_;
};

}  // namespace ringback::cli::rest
