#include "sip/phone_agent.hpp"

#include <algorithm>

#include "base/sid.hpp"
#include "sip/grammar.hpp"
#include "sip/incoming_invite.hpp"
#include "sip/leg.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

using std::chrono::seconds;

constexpr seconds retry{5};

// What the server granted for our Contact, or what we asked for.
seconds granted(const Message& response, std::string_view contact, seconds asked) {
  for (const auto text : response.list("Contact")) {
    const auto address = parse_name_address(text);
    if (!address || "<" + address->uri_text + ">" != contact) continue;
    const std::string* expires = find(address->parameters, "expires");
    const auto number = expires ? parse_number<std::uint32_t>(*expires) : std::nullopt;
    if (number) return seconds(*number);
  }
  return asked;
}

}  // namespace

PhoneAgent::PhoneAgent(Options options, Context context)
    : options_(std::move(options)),
      context_(context),
      agent_(std::make_shared<UserAgent>(
          UserAgent::Setup{context.transport, context.deadlines, options_.product,
                           [this](const Message& request, const Peer& source) { receive_request(request, source); }})),
      call_id_(random_hex(16)),
      tag_(random_hex(8)) {}

PhoneAgent::~PhoneAgent() {
  agent_->close();
}

void PhoneAgent::start() {
  find_server();
}

void PhoneAgent::find_server() {
  context_.transport.resolve(options_.server_host, options_.server_port,
                             [this, weak = std::weak_ptr(alive_)](std::optional<Peer> found) {
                               if (weak.expired()) return;
                               if (!found) return fail(0);
                               server_ = *std::move(found);
                               if (!stopping_) send_register(options_.expires);
                             });
}

void PhoneAgent::send_register(seconds expires) {
  Message request;
  request.method = "REGISTER";
  Uri uri;
  uri.host = options_.server_host;
  uri.port = options_.server_port;
  request.request_uri = to_string(uri);
  request.add("Max-Forwards", "70");
  request.add("From", address_of_record() + ";tag=" + tag_);
  request.add("To", address_of_record());
  request.add("Call-ID", call_id_);
  request.add("Contact", agent_->contact(options_.login.user, server_));
  request.add("Expires", std::to_string(expires.count()));
  send(request);
}

void PhoneAgent::send(const Message& request) {
  Message numbered = request;
  numbered.set("CSeq", std::to_string(++sequence_) + " REGISTER");
  agent_->send(numbered, server_, [this, weak = std::weak_ptr(alive_), numbered](const Message& response) {
    if (!weak.expired() && response.status >= 200) receive_answer(numbered, response);
  });
}

void PhoneAgent::receive_answer(const Message& request, const Message& response) {
  const bool challenged = response.status == 401 || response.status == 407;
  Message again = request;
  if (challenged && authorise(again, response, options_.login)) return send(again);
  if (stopping_) return;
  if (response.status / 100 != 2) return fail(response.status);
  const seconds asked = options_.expires;
  const seconds lasts = granted(response, request.value("Contact"), asked);
  next_ = context_.deadlines.after(std::max(lasts / 2, retry), [this] { send_register(options_.expires); });
  if (!std::exchange(registered_, true)) context_.listener.on_registered();
}

void PhoneAgent::fail(int status) {
  registered_ = false;
  next_ = context_.deadlines.after(retry, [this] { find_server(); });
  context_.listener.on_registration_failed(status);
}

void PhoneAgent::receive_request(const Message& request, const Peer& source) {
  if (request.is("OPTIONS")) {
    return agent_->respond(request, source, make_response(request, 200).add("Allow", allowed_methods));
  }
  if (!request.is("INVITE")) {
    return agent_->respond(request, source, make_response(request, 405).add("Allow", allowed_methods));
  }
  // Anybody else on the network has no business here.
  if (source.address != server_.address) return agent_->respond(request, source, 403);
  if (const std::string* required = request.find("Require")) {
    return agent_->respond(request, source, make_response(request, 420).add("Unsupported", *required));
  }
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
  if (!registered_) return Error{0, "not registered"};
  auto session = context_.engine.make_session({.peer_address = server_.address, .beep_hz = options_.beep_hz});
  if (!session) return session.error();
  Uri target;
  target.user = escape_user(number);
  target.host = options_.server_host;
  target.port = options_.server_port;
  auto invite = OutgoingInvite::prepare({.agent = agent_,
                                         .dialog = {},
                                         .peer = server_,
                                         .follow_source = false,
                                         .contact_user = options_.login.user,
                                         .media = *std::move(session)},
                                        {.uri = to_string(target),
                                         .from = address_of_record(),
                                         .to = "<" + to_string(target) + ">",
                                         .login = options_.login});
  return std::make_unique<Leg>(std::move(invite));
}

void PhoneAgent::stop() {
  stopping_ = true;
  next_.reset();
  agent_->hang_up_all();
  if (std::exchange(registered_, false)) send_register(seconds(0));
}

std::string PhoneAgent::address_of_record() const {
  Uri uri;
  uri.user = escape_user(options_.login.user);
  uri.host = options_.server_host;
  return "<" + to_string(uri) + ">";
}

}  // namespace ringback::sip
