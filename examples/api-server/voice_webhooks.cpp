#include "voice_webhooks.hpp"

#include "base/log.hpp"
#include "ringback/request_signature.hpp"
#include "ringback/twiml.hpp"

namespace api_server {

namespace http = ringback::http;
namespace kit = ringback::kit;
namespace log = ringback::log;
using ringback::Parameters;

namespace {

constexpr int ring_seconds = 60;

std::string_view text_of(const Parameters& parameters, std::string_view name) {
  const auto* value = ringback::find(parameters, name);
  return value ? std::string_view(*value) : std::string_view();
}

http::Response twiml(const kit::VoiceResponse& response) {
  return {200, {{"Content-Type", "text/xml"}}, response.to_xml()};
}

// The caller hears that the number is not in service; the reason is for whoever reads the log.
http::Response reject(const Parameters& parameters, std::string_view reason) {
  log::warn("call rejected", {{"call_sid", text_of(parameters, "CallSid")}, {"reason", reason}});
  return twiml(kit::VoiceResponse().reject());
}

http::Response missing(std::string_view name) {
  return http::text_response(400, "The request has no \"" + std::string(name) + "\".\n");
}

}  // namespace

http::Response VoiceWebhooks::incoming(const http::Request& request) const {
  return answer_if_signed(request, &VoiceWebhooks::ring_client);
}

http::Response VoiceWebhooks::outgoing(const http::Request& request) const {
  return answer_if_signed(request, &VoiceWebhooks::call_number);
}

http::Response VoiceWebhooks::answer_if_signed(const http::Request& request, Answer answer) const {
  if (request.method != "POST" && request.method != "GET") return http::text_response(405, "POST or GET, please.\n");
  const auto url = public_url_ + request.path + (request.query.empty() ? "" : '?' + request.query);
  const auto form = request.method == "POST" ? ringback::form_decode(request.body) : Parameters();
  if (!kit::validate_request(auth_token_, http::header(request.headers, "X-Twilio-Signature"), url, form)) {
    log::warn("webhook with a wrong signature", {{"url", url}, {"remote_address", request.remote_address}});
    return http::text_response(403, "X-Twilio-Signature is missing or does not fit " + url + ".\n");
  }
  return (this->*answer)(request.parameters());
}

http::Response VoiceWebhooks::ring_client(const Parameters& parameters) const {
  const auto called = text_of(parameters, "To");
  if (called.empty()) return missing("To");
  const auto found = directory_.client_of(called);
  if (!found) return reject(parameters, found.error().message);
  const std::optional<std::string>& client = *found;
  if (!client) return reject(parameters, "no client has the number called");
  log::info("incoming call", {{"call_sid", text_of(parameters, "CallSid")}, {"client", *client}});
  return twiml(kit::VoiceResponse().dial(kit::Dial().timeout(ring_seconds).client(*client)));
}

http::Response VoiceWebhooks::call_number(const Parameters& parameters) const {
  const auto caller_id = text_of(parameters, "callerPhoneNumber");
  const auto callee = text_of(parameters, "callOutgoingPhoneNumber");
  if (caller_id.empty()) return missing("callerPhoneNumber");
  if (callee.empty()) return missing("callOutgoingPhoneNumber");
  // `From` comes from the token, the other parameters from the page: whoever can change the page can write any number.
  const auto found = directory_.client_of(caller_id);
  if (!found) return reject(parameters, found.error().message);
  const std::optional<std::string>& owner = *found;
  if (!owner || "client:" + *owner != text_of(parameters, "From")) {
    return reject(parameters, "callerPhoneNumber is not this client's");
  }
  if (const auto number = directory_.normalise(callee); !number) return reject(parameters, number.error().message);
  log::info("outgoing call", {{"call_sid", text_of(parameters, "CallSid")}, {"client", *owner}});
  return twiml(
      kit::VoiceResponse().dial(kit::Dial().timeout(ring_seconds).caller_id(caller_id).number(std::string(callee))));
}

}  // namespace api_server
