#include "sip/outgoing_call.hpp"

#include <algorithm>

#include "sip/trunk_identity.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr int internal_error = 20500;

std::string name_address(std::string_view user, const std::string& host) {
  Uri uri;
  uri.user = user.empty() ? "anonymous" : escape_user(user);
  uri.host = host;
  return "<" + to_string(uri) + ">";
}

}  // namespace

OutgoingCall::Invite OutgoingCall::to_phone(const Registrar::Binding& contact, const media::Session* beside) const {
  auto setup = make_setup(contact.source, beside);
  if (!setup) return setup.error();
  setup->follow_source = true;
  const std::string host = transport.local(contact.source).address;
  return OutgoingInvite::prepare(
      *std::move(setup), {.uri = contact.uri, .from = name_address(caller, host), .to = name_address(called, host)});
}

OutgoingCall::Invite OutgoingCall::over_trunk(const TrunkLeg::Attempt& attempt) const {
  auto setup = make_setup(attempt.peer, attempt.beside);
  if (!setup) return setup.error();
  setup->login = attempt.trunk.login();
  auto request = request_of(attempt.trunk, called, caller, transport.local(attempt.peer).address);
  request.answer_limit = attempt.answer_limit;
  return OutgoingInvite::prepare(*std::move(setup), request);
}

OutgoingCall::Invite OutgoingCall::to_uri(const UriLeg::Attempt& attempt) const {
  auto setup = make_setup(attempt.peer, attempt.beside);
  if (!setup) return setup.error();
  const UriLeg::Destination& to = attempt.destination;
  if (!to.login.user.empty()) setup->login = to.login;
  return OutgoingInvite::prepare(*std::move(setup),
                                 {.uri = called,
                                  .from = name_address(caller, transport.local(attempt.peer).address),
                                  .to = "<" + called + ">",
                                  .headers = to.headers,
                                  .answer_limit = attempt.answer_limit});
}

Result<InviteDialog::Setup> OutgoingCall::make_setup(const Peer& peer, const media::Session* beside) const {
  auto session = engine.make_session({.peer_address = peer.address, .beside = beside, .codecs = codecs});
  if (!session) return Error{internal_error, session.error().message};
  return InviteDialog::Setup{.agent = agent,
                             .dialog = {},
                             .peer = peer,
                             .follow_source = false,
                             .contact_user = caller,
                             .media = *std::move(session),
                             .login = {}};
}

std::vector<media::Codec> codecs_beside(const media::Session* caller) {
  auto codecs = media::SessionOptions{}.codecs;
  if (!caller) return codecs;
  const auto found = std::find(codecs.begin(), codecs.end(), caller->codec());
  if (found != codecs.end()) std::rotate(codecs.begin(), found, found + 1);
  return codecs;
}

}  // namespace ringback::sip
