#include "api/error.hpp"

namespace ringback::api {

int http_status(int code) {
  switch (code) {
    case 20003:
    case 20005:
      return 401;
    case 20006:
    case 20008:
    case 20403:
      return 403;
    case 20404:
      return 404;
    case 20004:
      return 405;
    case 20009:
    case 20409:
      return 409;
    case 20413:
      return 413;
    case 20429:
    case 10004:
      return 429;
    case 20500:
      return 500;
    case 20503:
      return 503;
    default:
      return 400;
  }
}

std::string more_info(int code) {
  return "https://www.twilio.com/docs/errors/" + std::to_string(code);
}

boost::json::object error_body(const Error& error) {
  return {{"code", error.code},
          {"message", error.message},
          {"more_info", more_info(error.code)},
          {"status", http_status(error.code)}};
}

Error not_found(const std::string& path) {
  return {20404, "The requested resource " + path + " was not found"};
}

Error invalid_parameter(std::string_view name, std::string_view why) {
  return {20422, "Invalid parameter " + std::string(name) + ": " + std::string(why)};
}

}  // namespace ringback::api
