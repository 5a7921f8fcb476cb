#include "cli/phone/control.hpp"

#include <boost/json.hpp>
#include <utility>

namespace ringback::cli {
namespace {

namespace json = boost::json;

http::Response json_response(int status, const json::object& body) {
  http::Response response = http::text_response(status, json::serialize(body) + "\n");
  for (auto& [name, value] : response.headers) {
    if (iequals(name, "Content-Type")) value = "application/json";
  }
  return response;
}

http::Response refusal(int status, std::string_view words) {
  return json_response(status, {{"error", words}});
}

std::string json_text(const std::string& body, std::string_view name) {
  boost::system::error_code error;
  const json::value parsed = json::parse(body, error);
  const auto* object = error ? nullptr : parsed.if_object();
  const auto* member = object ? object->if_contains(name) : nullptr;
  const auto* text = member ? member->if_string() : nullptr;
  return text ? std::string(*text) : std::string{};
}

http::Response call(const http::Request& request, Phone& phone) {
  const bool is_json = http::header(request.headers, "Content-Type").starts_with("application/json");
  const Parameters parameters = request.parameters();
  const std::string* form = find(parameters, "to");
  const std::string to = is_json ? json_text(request.body, "to") : (form ? *form : std::string{});
  if (to.empty()) return refusal(400, "`to` is missing");
  const auto called = phone.call(to);
  if (!called) return refusal(503, called.error().message);
  return json_response(200, {{"to", to}});
}

http::Response status(const Phone& phone) {
  json::array calls;
  for (const Phone::CallStatus& call : phone.calls()) {
    calls.push_back({{"peer", call.peer},
                     {"outbound", call.outbound},
                     {"answered", call.answered},
                     {"heard_sound", call.heard_sound},
                     {"heard_beeps", call.heard_beeps},
                     {"digits", call.digits}});
  }
  return json_response(200, {{"registered", phone.registered()}, {"calls", std::move(calls)}});
}

// A page of any site can make a browser send a form to this machine; it can't hide where it comes from.
bool from_a_page(const http::Request& request) {
  return !http::header(request.headers, "Origin").empty();
}

}  // namespace

http::Response control_phone(const http::Request& request, Phone& phone) {
  if (request.path == "/status") return status(phone);
  if (request.path != "/call" && request.path != "/hangup")
    return refusal(404, "POST /call, POST /hangup, GET /status");
  if (request.method != "POST") return refusal(405, "POST it");
  if (from_a_page(request)) return refusal(403, "not from a page");
  if (request.path == "/call") return call(request, phone);
  return json_response(200, {{"ended", phone.hangup()}});
}

void route_control(http::Server& server, Phone& phone) {
  server.route("/", [&phone](const http::Request& request, const http::Respond& respond) {
    respond(control_phone(request, phone));
  });
}

}  // namespace ringback::cli
