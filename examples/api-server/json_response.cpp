#include "json_response.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace api_server {

using ringback::Error;

ringback::http::Response json_response(int status, const boost::json::object& body) {
  return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, boost::json::serialize(body)};
}

ringback::http::Response failure(int status, const std::string& error) {
  return json_response(status, {{"success", false}, {"error", error}});
}

ringback::Result<std::string> json_text(std::string_view text, std::string_view key) {
  boost::system::error_code error;
  const auto body = boost::json::parse(text, error);
  if (error || !body.is_object()) return Error{0, "the body must be a JSON object"};
  const auto* value = body.get_object().if_contains(key);
  if (!value || !value->is_string()) return Error{0, "the JSON object needs a text \"" + std::string(key) + "\""};
  return std::string(value->get_string());
}

}  // namespace api_server
