#include "sip/endpoint.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/log.hpp"
#include "base/text.hpp"
#include "sip/authenticator.hpp"
#include "sip/call_identity.hpp"
#include "sip/extension.hpp"
#include "sip/grammar.hpp"
#include "sip/incoming_invite.hpp"
#include "sip/leg.hpp"
#include "sip/outgoing_invite.hpp"
#include "sip/registrar.hpp"
#include "sip/trunk_route.hpp"
#include "sip/unserved.hpp"
#include "sip/uri.hpp"
#include "sip/user_agent.hpp"

namespace ringback::sip {
namespace {

constexpr int no_route = 13224;  // Twilio: Dial: Invalid phone number, no way to it
constexpr int internal_error = 20500;
// Of no dialog that we know.
constexpr std::array dialog_methods = {"BYE", "UPDATE", "INFO", "PRACK"};

// Without an Accept header an INVITE's sender takes SDP (RFC 3261 section 20.1).
bool accepts_sdp(const Message& invite) {
  const auto accepted = invite.list("Accept");
  const auto is_sdp = [](std::string_view range) {
    const auto type = trim(range.substr(0, range.find(';')));
    return iequals(type, "application/sdp") || iequals(type, "application/*") || type == "*/*";
  };
  return !invite.find("Accept") || std::any_of(accepted.begin(), accepted.end(), is_sdp);
}

template <class List>
bool contains(const List& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

media::SessionOptions session_options(const std::string& peer_address, const media::Session* beside) {
  media::SessionOptions options;
  options.peer_address = peer_address;
  options.beside = beside;
  if (!beside) return options;
  // The caller's codec first, so that nothing need be converted.
  const auto found = std::find(options.codecs.begin(), options.codecs.end(), beside->codec());
  if (found != options.codecs.end()) std::rotate(options.codecs.begin(), found, found + 1);
  return options;
}

std::string name_address(std::string_view user, const std::string& host) {
  Uri uri;
  uri.user = user.empty() ? "anonymous" : escape_user(user);
  uri.host = host;
  return "<" + to_string(uri) + ">";
}

}  // namespace

class Endpoint::Implementation {
 public:
  Implementation(Options options, Context context)
      : options_(std::move(options)),
        context_(context),
        authenticator_(options_.realm, options_.phones, context.deadlines),
        registrar_(context.deadlines, options_.limits.registrations_per_phone),
        agent_(std::make_shared<UserAgent>(UserAgent::Setup{
            .transport = context.transport,
            .deadlines = context.deadlines,
            .product = options_.user_agent,
            .on_request = [this](const Message& request, const Peer& source) { receive(request, source); },
            .limits = options_.limits,
            .standing = [this](const Peer& source) { return standing(source); },
            .session_timer = options_.session_timer})) {
    if (!options_.trunks.empty()) trunk_.emplace(options_.trunks.front(), context.transport, context.deadlines);
  }
  ~Implementation() { agent_->close(); }
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  Result<std::vector<std::unique_ptr<call::Leg>>> make(const call::Target& target);
  void unreachable(const Peer& peer);
  void shutdown();

  UserAgent& agent() { return *agent_; }
  const Registrar& registrar() const { return registrar_; }
  void set_handler(call::IncomingLegHandler* handler) { handler_ = handler; }

 private:
  struct Destination {
    std::string uri;
    Peer peer;
    bool follow_source;
  };

  void receive(const Message& request, const Peer& source);
  void receive_register(const Message& request, const Peer& source);
  void receive_invite(const Message& request, const Peer& source);
  void take_call(const Message& request, const Peer& source, call::IncomingCall incoming);
  // The phone that sent the request; nothing if it was challenged or refused instead.
  const store::Phone* authenticate(const Message& request, const Peer& source);
  void note_refusal(const Message& request, const Peer& source);
  bool from_trunk(const Message& request, const Peer& source) const;
  bool is_trunk(const Peer& source) const;
  Standing standing(const Peer& source) const;
  Result<std::unique_ptr<call::Leg>> make_leg(const call::Target& target, const Destination& destination);

  Options options_;
  Context context_;
  Authenticator authenticator_;
  Registrar registrar_;
  std::optional<TrunkRoute> trunk_;
  std::shared_ptr<UserAgent> agent_;
  call::IncomingLegHandler* handler_ = nullptr;
  TimePoint next_note_;
};

void Endpoint::Implementation::receive(const Message& request, const Peer& source) {
  const std::string unknown = unknown_extensions(request);
  if (!unknown.empty()) return agent_->respond(request, source, bad_extension(request, unknown));
  if (!parse_uri(request.request_uri)) return agent_->respond(request, source, 416);
  if (request.is("INVITE")) return receive_invite(request, source);
  if (request.is("REGISTER")) return receive_register(request, source);
  if (request.is("OPTIONS")) return agent_->respond(request, source, describe_capabilities(request));
  if (contains(dialog_methods, request.method)) return agent_->respond(request, source, 481);
  agent_->respond(request, source, refuse_method(request));
}

void Endpoint::Implementation::receive_register(const Message& request, const Peer& source) {
  const store::Phone* phone = authenticate(request, source);
  if (!phone) return;
  const Message response = registrar_.process(phone->user, request, source);
  agent_->accept(request, source)->respond(response);
  log::debug("phone registers", {{"user", phone->user},
                                 {"address", to_string(source)},
                                 {"status", response.status},
                                 {"contacts", registrar_.bindings(phone->user).size()}});
}

void Endpoint::Implementation::receive_invite(const Message& request, const Peer& source) {
  const bool full = agent_->dialogs() >= options_.max_calls;
  if (full) agent_->refusals().note(&Counters::calls, source);
  if (full || !handler_) {
    return agent_->respond(request, source, make_response(request, 503).add("Retry-After", "5"));
  }
  if (parse_uri(request.request_uri)->user.empty()) return agent_->respond(request, source, 404);
  if (!accepts_sdp(request)) return agent_->respond(request, source, 406);
  if (from_trunk(request, source)) {
    context_.transport.trust(source);
    return take_call(request, source, describe_trunk_call(request));
  }
  const store::Phone* phone = authenticate(request, source);
  if (phone) take_call(request, source, describe_phone_call(request, *phone));
}

void Endpoint::Implementation::take_call(const Message& request, const Peer& source, call::IncomingCall incoming) {
  auto invite = IncomingInvite::take({.agent = agent_,
                                      .request = request,
                                      .source = source,
                                      .follow_source = incoming.origin == call::IncomingCall::Origin::phone,
                                      .contact_user = incoming.called,
                                      .engine = context_.engine});
  if (invite) handler_->on_incoming(std::make_unique<Leg>(std::move(invite)), std::move(incoming));
}

const store::Phone* Endpoint::Implementation::authenticate(const Message& request, const Peer& source) {
  const auto outcome = authenticator_.check(request);
  if (outcome.verdict == Authenticator::Verdict::accepted) {
    context_.transport.trust(source);
    return outcome.phone;
  }
  if (outcome.verdict == Authenticator::Verdict::refused) note_refusal(request, source);
  agent_->refusals().count(&Counters::challenged);
  const bool stale = outcome.verdict == Authenticator::Verdict::stale;
  agent_->respond(request, source,
                  make_response(request, 401).add("WWW-Authenticate", authenticator_.challenge(stale)));
  return nullptr;
}

// At most one line a second: anybody can make us write it.
void Endpoint::Implementation::note_refusal(const Message& request, const Peer& source) {
  if (context_.deadlines.now() < next_note_) return;
  next_note_ = context_.deadlines.now() + std::chrono::seconds(1);
  log::warn("wrong user or password of a phone", {{"from", request.value("From")}, {"address", to_string(source)}});
}

// A phone may live at the address of a trunk; it is told apart by its port, or because it shows credentials.
bool Endpoint::Implementation::from_trunk(const Message& request, const Peer& source) const {
  if (request.find("Authorization") || registrar_.knows(source)) return false;
  return std::any_of(options_.trunks.begin(), options_.trunks.end(),
                     [&](const store::Trunk& trunk) { return trunk.addresses.front() == source.address; });
}

// Also where we send to: its answers and requests come from there.
bool Endpoint::Implementation::is_trunk(const Peer& source) const {
  const auto peer = trunk_ ? trunk_->peer() : std::nullopt;
  return (peer && peer->address == source.address) || from_trunk({}, source);
}

Standing Endpoint::Implementation::standing(const Peer& source) const {
  if (registrar_.knows(source)) return Standing::phone;
  return is_trunk(source) ? Standing::trunk : Standing::stranger;
}

Result<std::vector<std::unique_ptr<call::Leg>>> Endpoint::Implementation::make(const call::Target& target) {
  if (agent_->full()) return Error{internal_error, "too many SIP transactions are under way"};
  std::vector<std::unique_ptr<call::Leg>> legs;
  std::vector<Destination> destinations;
  bool of_a_phone = false;
  for (const store::Phone& phone : options_.phones) {
    if (phone.phone_number != target.address) continue;
    of_a_phone = true;
    for (const auto& binding : registrar_.bindings(phone.user)) {
      destinations.push_back({binding.uri, binding.source, true});
    }
  }
  if (!of_a_phone) {
    if (!trunk_) return Error{no_route, "no phone has the number " + target.address + " and there is no trunk"};
    const auto peer = trunk_->peer();
    if (!peer) return Error{no_route, "the trunk's proxy " + trunk_->host() + " has no address"};
    destinations.push_back({"sip:" + escape_user(target.address) + "@" + trunk_->host(), *peer, false});
  }
  for (const Destination& destination : destinations) {
    auto leg = make_leg(target, destination);
    if (!leg) return leg.error();
    legs.push_back(*std::move(leg));
  }
  return legs;
}

Result<std::unique_ptr<call::Leg>> Endpoint::Implementation::make_leg(const call::Target& target,
                                                                      const Destination& destination) {
  auto session = context_.engine.make_session(session_options(destination.peer.address, target.beside));
  if (!session) return Error{internal_error, session.error().message};
  const std::string host = context_.transport.local(destination.peer).address;
  InviteDialog::Setup setup{.agent = agent_,
                            .dialog = {},
                            .peer = destination.peer,
                            .follow_source = destination.follow_source,
                            .contact_user = target.from,
                            .media = *std::move(session),
                            .login = {}};
  auto invite = OutgoingInvite::prepare(
      std::move(setup),
      {.uri = destination.uri, .from = name_address(target.from, host), .to = name_address(target.address, host)});
  return std::make_unique<Leg>(std::move(invite));
}

void Endpoint::Implementation::unreachable(const Peer& peer) {
  agent_->unreachable(peer);
  if (peer.transport == Protocol::tcp) registrar_.lose_connection(peer);
}

void Endpoint::Implementation::shutdown() {
  handler_ = nullptr;
  agent_->hang_up_all();
}

Endpoint::Endpoint(Options options, Context context)
    : implementation_(std::make_unique<Implementation>(std::move(options), context)) {}
Endpoint::~Endpoint() = default;

void Endpoint::set_handler(call::IncomingLegHandler* handler) {
  implementation_->set_handler(handler);
}

void Endpoint::receive(std::string_view bytes, const Peer& from) {
  implementation_->agent().receive(bytes, from);
}

void Endpoint::unreachable(const Peer& peer) {
  implementation_->unreachable(peer);
}

Result<std::vector<std::unique_ptr<call::Leg>>> Endpoint::make(const call::Target& target) {
  return implementation_->make(target);
}

void Endpoint::shutdown() {
  implementation_->shutdown();
}

bool Endpoint::idle() const {
  return implementation_->agent().idle();
}

std::size_t Endpoint::calls() const {
  return implementation_->agent().dialogs();
}

std::size_t Endpoint::transactions() const {
  return implementation_->agent().transactions();
}

std::size_t Endpoint::half_open() const {
  return implementation_->agent().half_open();
}

const Counters& Endpoint::counters() const {
  return implementation_->agent().refusals().counters();
}

std::size_t Endpoint::registered_contacts() const {
  return implementation_->registrar().size();
}

}  // namespace ringback::sip
