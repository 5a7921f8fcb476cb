#include "browser/incoming_leg.hpp"

#include <boost/json/object.hpp>

#include "base/log.hpp"
#include "browser/frame.hpp"
#include "browser/hangup_error.hpp"
#include "browser/parameters.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {

IncomingLeg::IncomingLeg(Parts parts, Socket& socket, Invitation invitation)
    : Leg(std::move(parts), socket), invitation_(std::move(invitation)) {}

// The SDKs have no message for "it rings": a socket that took the `invite` rings.
void IncomingLeg::dial() {
  if (state() != State::ringing || invited_) return;
  invited_ = true;
  invite();
  later([this] {
    if (listener() != nullptr) listener()->on_ringing(*this);
  });
}

void IncomingLeg::invite() {
  if (socket() == nullptr) return;
  boost::json::object parameters{{"CallSid", call_sid()},
                                 {"From", utf8_or_ascii(invitation_.from)},
                                 {"To", "client:" + client().identity},
                                 {"AccountSid", client().account_sid},
                                 {"ApiVersion", "2010-04-01"}};
  const std::string custom = encode_client_parameters(invitation_.parameters);
  if (!custom.empty()) parameters["Params"] = custom;
  boost::json::object invite{
      {"callsid", call_sid()}, {"sdp", session().offer()}, {"parameters", std::move(parameters)}};
  if (socket()->sdk().takes_early_token) invite["reconnect"] = reconnect_token();
  socket()->send(frame::invite(std::move(invite)));
}

void IncomingLeg::on_browser_answer(std::string_view sdp) {
  if (!rings()) return;
  const auto accepted = session().accept(sdp);
  if (!accepted) {
    log::warn("answer of a browser is of no use", {{"call_sid", call_sid()}, {"error", accepted.error().message}});
    send(frame::hangup(call_sid(), {31400, accepted.error().message}));
    return end(call::Cause::failed);
  }
  set_up();
  send_answer({});
  if (listener() != nullptr) listener()->on_answered(*this);
}

// `hangup` would be ignored by a device that still rings.
void IncomingLeg::say_goodbye(call::Cause cause) {
  if (state() == State::up) return send(frame::hangup(call_sid(), hangup_error(cause)));
  if (invited_) send(frame::cancel(call_sid()));
}

// It is offered again if the browser is back in time.
void IncomingLeg::on_socket_lost_unanswered() {
  services().directory.hold(client(), *this);
  hold();
}

void IncomingLeg::ring_again(Socket& socket) {
  if (!rings()) return;
  bind(socket);
  if (socket.sdk().keeps_ringing) send(frame::cancel(call_sid()));
  invite();
}

}  // namespace ringback::browser
