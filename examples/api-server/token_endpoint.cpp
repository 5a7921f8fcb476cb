#include "token_endpoint.hpp"

#include "base/log.hpp"
#include "json_response.hpp"
#include "ringback/capability_token.hpp"

namespace api_server {

namespace http = ringback::http;
namespace kit = ringback::kit;

namespace {

constexpr int token_lifetime_seconds = 3600;

// People who open this address to accept its certificate land here.
http::Response greeting() {
  http::Response page{200, {{"Content-Type", "text/html; charset=utf-8"}}, {}};
  page.body =
      "<!doctype html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><title>Token endpoint"
      "</title><body style=\"font:1.1rem system-ui;margin:4rem auto;max-width:32rem\"><h1>It works.</h1><p>Your "
      "browser "
      "now accepts the certificate of the token endpoint. Go back to the softphone and reload it.</p></body></html>";
  return page;
}

}  // namespace

http::Response issue_token(const http::Request& request, ClientDirectory& directory, const Account& account,
                           std::int64_t now) {
  if (request.method == "GET" || request.method == "HEAD") return greeting();
  if (request.method != "POST") return failure(405, "POST a JSON object with \"twilioPhoneNumber\"");
  const auto number = json_text(request.body, "twilioPhoneNumber");
  if (!number) return failure(400, number.error().message);
  if (!directory.normalise(*number)) return failure(400, "\"twilioPhoneNumber\" is not a phone number");
  const auto found = directory.client_of(*number);
  if (!found) {
    ringback::log::error("no look-up", {{"error", found.error().message}});
    return failure(500, "the database can't be read");
  }
  const std::optional<std::string>& client = *found;
  if (!client) return failure(404, "no client has this phone number");

  const kit::Capabilities capabilities{.incoming_client_name = client,
                                       .outgoing_application_sid = account.application_sid,
                                       .outgoing_client_name = client};
  const auto token =
      kit::make_capability_token(account.sid, account.auth_token, capabilities, now, token_lifetime_seconds);
  ringback::log::info("token issued", {{"client", *client}, {"remote_address", request.remote_address}});
  return json_response(200, {{"capabilityToken", token}, {"success", true}, {"expiresIn", token_lifetime_seconds}});
}

}  // namespace api_server
