#include "sip/phone_agent.hpp"

#include "sip/extension.hpp"
#include "sip/incoming_invite.hpp"
#include "sip/leg.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/server_location.hpp"
#include "sip/unserved.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {

PhoneAgent::PhoneAgent(Options options, Context context)
    : options_(std::move(options)),
      context_(context),
      agent_(std::make_shared<UserAgent>(
          UserAgent::Setup{context.transport,
                           context.deadlines,
                           options_.product,
                           [this](const Message& request, const Peer& source) { receive_request(request, source); },
                           {}})),
      registration_(registration_settings(),
                    {agent_, [this](std::function<void(std::optional<Peer>)> done) { locate(std::move(done)); },
                     context.listener}) {}

PhoneAgent::~PhoneAgent() {
  agent_->close();
}

Registration::Settings PhoneAgent::registration_settings() const {
  Uri registrar;
  registrar.host = options_.server_host;
  registrar.port = options_.server_port;
  return {.registrar = to_string(registrar),
          .address_of_record = address_of_record(),
          .contact_user = options_.login.user,
          .login = options_.login,
          .expires = options_.expires};
}

void PhoneAgent::locate(std::function<void(std::optional<Peer>)> done) {
  const ServerName server{options_.server_host, options_.server_port, std::nullopt};
  locate_server(context_.resolver, server, [done = std::move(done)](const std::vector<Peer>& found) {
    done(found.empty() ? std::nullopt : std::optional(found.front()));
  });
}

void PhoneAgent::receive_request(const Message& request, const Peer& source) {
  if (request.is("OPTIONS")) return agent_->respond(request, source, describe_capabilities(request));
  if (!request.is("INVITE")) return agent_->respond(request, source, refuse_method(request));
  // Anybody else on the network has no business here.
  if (source.address != registration_.server().address) return agent_->respond(request, source, 403);
  const std::string unknown = unknown_extensions(request);
  if (!unknown.empty()) return agent_->respond(request, source, bad_extension(request, unknown));
  auto invite = IncomingInvite::take({.agent = agent_,
                                      .request = request,
                                      .source = source,
                                      .follow_source = false,
                                      .contact_user = options_.login.user,
                                      .engine = context_.engine,
                                      .beep_hz = options_.beep_hz,
                                      .rejected_status = 603});
  if (!invite) return;
  const auto from = parse_name_address(request.value("From"));
  context_.listener.on_incoming(std::make_unique<Leg>(std::move(invite)),
                                from ? percent_decode(subscriber(from->uri)) : std::string{});
}

Result<std::unique_ptr<call::Leg>> PhoneAgent::call(std::string_view number) {
  if (!registered()) return Error{0, "not registered"};
  const Peer& server = registration_.server();
  auto session = context_.engine.make_session({.peer_address = server.address, .beep_hz = options_.beep_hz});
  if (!session) return session.error();
  Uri target;
  target.user = escape_user(number);
  target.host = options_.server_host;
  target.port = options_.server_port;
  auto invite = OutgoingInvite::prepare(
      {.agent = agent_,
       .dialog = {},
       .peer = server,
       .follow_source = false,
       .contact_user = options_.login.user,
       .media = *std::move(session),
       .login = options_.login},
      {.uri = to_string(target), .from = address_of_record(), .to = "<" + to_string(target) + ">"});
  return std::make_unique<Leg>(std::move(invite));
}

void PhoneAgent::stop() {
  agent_->hang_up_all();
  registration_.stop();
}

std::string PhoneAgent::address_of_record() const {
  Uri uri;
  uri.user = escape_user(options_.login.user);
  uri.host = options_.server_host;
  return "<" + to_string(uri) + ">";
}

}  // namespace ringback::sip
