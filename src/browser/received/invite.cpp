#include "base/log.hpp"
#include "base/sid.hpp"
#include "browser/frame.hpp"
#include "browser/message.hpp"
#include "browser/outgoing_leg.hpp"
#include "browser/parameters.hpp"
#include "browser/received.hpp"
#include "browser/resume.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

constexpr std::size_t max_id_length = 64;

struct Offer {
  std::string_view id;  // the browser's own, `TJS` and a UUID
  std::string_view sdp;
  std::string_view params;
};

Result<void> may_call(Socket& socket, const Offer& offer) {
  const auto& registration = socket.registration();
  if (registration.grant() == nullptr) return Error{31204, "No valid token"};
  if (registration.ttl() == 0) return Error{31205, "Token is expired"};
  if (!registration.grant()->capabilities.outgoing_application_sid) {
    return Error{31201, "The token does not allow outgoing calls"};
  }
  if (offer.sdp.empty()) return Error{31400, "No sdp"};
  if (socket.legs().size() >= socket.services().options.max_calls_per_socket) return Error{31206, "Too many calls"};
  return {};
}

call::IncomingCall describe(const Grant& grant, const Offer& offer, const std::string& call_sid) {
  const auto& capabilities = grant.capabilities;
  const std::string name = capabilities.outgoing_client_name.value_or(capabilities.identity());
  call::IncomingCall call;
  call.origin = call::IncomingCall::Origin::client;
  call.caller = "client:" + (name.empty() ? "Anonymous" : name);
  call.account_sid = grant.client.account_sid;
  call.application_sid = capabilities.outgoing_application_sid.value_or("");
  call.page_parameters = decode_page_parameters(offer.params);
  call.token_parameters = capabilities.application_parameters;
  call.call_sid = call_sid;
  return call;
}

Result<void> begin(Socket& socket, const Offer& offer) {
  if (auto allowed = may_call(socket, offer); !allowed) return allowed;
  auto& services = socket.services();
  media::SessionOptions options;
  options.transport = media::Transport::webrtc;
  auto session = services.parts.engine.make_session(std::move(options));
  if (!session) {
    log::error("no media session for a browser's call", {{"error", session.error().message}});
    return Error{31005, "Connection error"};
  }
  auto answer = (*session)->answer(offer.sdp);
  if (!answer) return Error{31400, answer.error().message};
  const Grant& grant = *socket.registration().grant();
  const std::string call_sid = make_sid("CA");
  log::info("call from a browser", {{"call_sid", call_sid}, {"identity", grant.client.identity}});
  auto leg =
      std::make_unique<OutgoingLeg>(Leg::Parts{socket.shared_services(), grant.client, call_sid, std::move(*session)},
                                    socket, std::string(offer.id), std::move(*answer));
  services.parts.incoming.on_incoming(std::move(leg), describe(grant, offer, call_sid));
  return {};
}

}  // namespace

bool received::invite(Socket& socket, const Message& message) {
  const auto& payload = message.payload;
  const Offer offer{text_at(payload, "callsid"), text_at(payload, "sdp"),
                    text_at(object_at(payload, "twilio"), "params")};
  if (offer.id.empty() || offer.id.size() > max_id_length) {
    socket.send(frame::error({31400, "Malformed invite"}));
    return false;
  }
  if (payload.contains("reconnect")) {
    resume(socket, offer.id, text_at(payload, "reconnect"), offer.sdp);
    return true;
  }
  if (socket.find(offer.id) != nullptr) return false;
  // An SDK dials once at a time: it has let go of an earlier call that still waits.
  if (Leg* earlier = socket.dialling()) earlier->on_browser_hangup("dialled again");
  if (const auto begun = begin(socket, offer); !begun) {
    log::info("call of a browser refused", {{"code", begun.error().code}, {"reason", begun.error().message}});
    socket.send(frame::hangup(offer.id, begun.error()));
  }
  return true;
}

}  // namespace ringback::browser
