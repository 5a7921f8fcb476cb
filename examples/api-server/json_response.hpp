#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "base/result.hpp"
#include "http/message.hpp"

namespace api_server {

ringback::http::Response json_response(int status, const boost::json::object& body);

// `{"success":false,"error":"…"}`, for people who write or use a page.
ringback::http::Response failure(int status, const std::string& error);

// The text under `key` of a body that is a JSON object; an error in words if there is none.
ringback::Result<std::string> json_text(std::string_view body, std::string_view key);

}  // namespace api_server
