#pragma once

#include <boost/json/object.hpp>

#include "base/result.hpp"

namespace ringback::api {

// The HTTP status that goes with one of Twilio's error codes.
int http_status(int code);

// The body of an error: code, message, more_info, status and nothing else (one library reads a body with `type` or
// `title` as another format).
boost::json::object error_body(const Error& error);

// Where Twilio's documentation explains a code; applications print it.
std::string more_info(int code);

// 20404, with the path that was asked for.
Error not_found(const std::string& path);
// 20422: the parameter's value can't be taken.
Error invalid_parameter(std::string_view name, std::string_view why);

}  // namespace ringback::api
