#include "sip/endpoint.hpp"

#include <algorithm>
#include <array>
#include <map>
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
#include "sip/outgoing_call.hpp"
#include "sip/registrar.hpp"
#include "sip/trunk_identity.hpp"
#include "sip/trunks.hpp"
#include "sip/unserved.hpp"
#include "sip/uri.hpp"
#include "sip/user_agent.hpp"

namespace ringback::sip {
namespace {

constexpr int internal_error = 20500;
constexpr int no_route = 13224;  // Twilio: Dial: Invalid phone number, no way to it
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

}  // namespace

class Endpoint::Implementation {
 public:
  Implementation(Options options, Context context)
      : options_(std::move(options)),
        context_(context),
        authenticator_(options_.realm, context.deadlines),
        registrar_(context.deadlines, options_.limits.registrations_per_phone),
        agent_(std::make_shared<UserAgent>(UserAgent::Setup{
            .transport = context.transport,
            .deadlines = context.deadlines,
            .product = options_.user_agent,
            .on_request = [this](const Message& request, const Peer& source) { receive(request, source); },
            .limits = options_.limits,
            .standing = [this](const Peer& source) { return standing(source); },
            .session_timer = options_.session_timer})),
        trunks_(
            {agent_, context.resolver, {.interval = options_.options_interval, .timeout = options_.options_timeout}}) {
    trunks_.replace(options_.trunks);
    learn_passwords();
  }
  ~Implementation() {
    trunks_.stop();
    agent_->close();
  }
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  Result<std::vector<std::unique_ptr<call::Leg>>> make(const call::Target& target);
  void unreachable(const Peer& peer);
  void set_phones(std::vector<store::Phone> phones);
  void set_trunks(const std::vector<store::Trunk>& trunks);
  void shutdown();

  UserAgent& agent() { return *agent_; }
  const Registrar& registrar() const { return registrar_; }
  const Trunks& trunks() const { return trunks_; }
  void set_handler(call::IncomingLegHandler* handler) { handler_ = handler; }

 private:
  using Legs = std::vector<std::unique_ptr<call::Leg>>;

  void receive(const Message& request, const Peer& source);
  void receive_register(const Message& request, const Peer& source);
  void receive_invite(const Message& request, const Peer& source);
  void take_trunk_call(const Message& request, const Peer& source, const std::shared_ptr<Trunk>& trunk);
  void take_call(const Message& request, const Peer& source, call::IncomingCall incoming, std::shared_ptr<void> place);
  // The user that the request proves to be of; nothing if it was challenged or refused instead.
  std::optional<std::string> authenticate(const Message& request, const Peer& source);
  void note_refusal(const Message& request, const Peer& source);
  Standing standing(const Peer& source) const;
  std::shared_ptr<Trunk> trunk_of(const Message& request, const Peer& source) const;
  const store::Phone* find_phone(std::string_view user) const;
  void learn_passwords();
  Result<Legs> ring_phones(const call::Target& target, const std::vector<Registrar::Binding>& bindings) const;
  Result<Legs> call_over_trunks(const call::Target& target);
  Result<Legs> call_uri(const call::Target& target) const;
  OutgoingCall outgoing_call(const call::Target& target) const;

  Options options_;
  Context context_;
  Authenticator authenticator_;
  Registrar registrar_;
  std::shared_ptr<UserAgent> agent_;
  Trunks trunks_;
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
  const auto user = authenticate(request, source);
  const store::Phone* phone = user ? find_phone(*user) : nullptr;
  if (!phone && user) return agent_->respond(request, source, 403);
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
  const auto trunk = trunk_of(request, source);
  if (trunk && trunk->settings().inbound_user.empty()) return take_trunk_call(request, source, trunk);
  const auto user = authenticate(request, source);
  if (!user) return;
  if (const store::Phone* phone = find_phone(*user)) {
    return take_call(request, source, describe_phone_call(request, *phone), {});
  }
  if (const auto proven = trunks_.of_inbound_user(*user)) take_trunk_call(request, source, proven);
}

void Endpoint::Implementation::take_trunk_call(const Message& request, const Peer& source,
                                               const std::shared_ptr<Trunk>& trunk) {
  auto place = trunk->take_incoming();
  // Not 503, after which carriers send no more calls for a while.
  if (!place) return agent_->respond(request, source, 486);
  context_.transport.trust(source);
  take_call(request, source, describe_trunk_call(request, *trunk), std::move(place));
}

void Endpoint::Implementation::take_call(const Message& request, const Peer& source, call::IncomingCall incoming,
                                         std::shared_ptr<void> place) {
  auto invite = IncomingInvite::take({.agent = agent_,
                                      .request = request,
                                      .source = source,
                                      .follow_source = incoming.origin == call::IncomingCall::Origin::phone,
                                      .contact_user = incoming.called,
                                      .engine = context_.engine});
  if (invite) handler_->on_incoming(std::make_unique<Leg>(std::move(invite), std::move(place)), std::move(incoming));
}

std::optional<std::string> Endpoint::Implementation::authenticate(const Message& request, const Peer& source) {
  auto outcome = authenticator_.check(request);
  if (outcome.verdict == Authenticator::Verdict::accepted) {
    context_.transport.trust(source);
    return std::move(outcome.user);
  }
  if (outcome.verdict == Authenticator::Verdict::refused) note_refusal(request, source);
  agent_->refusals().count(&Counters::challenged);
  const bool stale = outcome.verdict == Authenticator::Verdict::stale;
  agent_->respond(request, source,
                  make_response(request, 401).add("WWW-Authenticate", authenticator_.challenge(stale)));
  return std::nullopt;
}

// At most one line a second: anybody can make us write it.
void Endpoint::Implementation::note_refusal(const Message& request, const Peer& source) {
  if (context_.deadlines.now() < next_note_) return;
  next_note_ = context_.deadlines.now() + std::chrono::seconds(1);
  log::warn("wrong user or password of a phone or trunk",
            {{"from", request.value("From")}, {"address", to_string(source)}});
}

// A phone may live at the address of a trunk; it is told apart by its port, or because it shows credentials.
std::shared_ptr<Trunk> Endpoint::Implementation::trunk_of(const Message& request, const Peer& source) const {
  const auto uri = parse_uri(request.request_uri);
  if (auto registered = uri ? trunks_.owner_of_contact(percent_decode(uri->user)) : nullptr) return registered;
  if (request.find("Authorization") || registrar_.knows(source)) return nullptr;
  return trunks_.owner_of_address(source.address);
}

Standing Endpoint::Implementation::standing(const Peer& source) const {
  if (registrar_.knows(source)) return Standing::phone;
  return trunks_.know(source.address) ? Standing::trunk : Standing::stranger;
}

const store::Phone* Endpoint::Implementation::find_phone(std::string_view user) const {
  const auto found = std::find_if(options_.phones.begin(), options_.phones.end(),
                                  [&](const store::Phone& phone) { return phone.user == user; });
  return found == options_.phones.end() ? nullptr : &*found;
}

// A phone's password wins over that of a trunk which is called the same.
void Endpoint::Implementation::learn_passwords() {
  std::map<std::string, std::string> passwords;
  for (const store::Phone& phone : options_.phones) passwords.emplace(phone.user, phone.password);
  for (const auto& trunk : trunks_.all()) {
    const store::Trunk& settings = trunk->settings();
    if (!settings.inbound_user.empty()) passwords.emplace(settings.inbound_user, settings.inbound_password);
  }
  authenticator_.set_passwords(std::move(passwords));
}

Result<Endpoint::Implementation::Legs> Endpoint::Implementation::make(const call::Target& target) {
  if (agent_->full()) return Error{internal_error, "too many SIP transactions are under way"};
  if (target.kind == call::Target::Kind::sip) return call_uri(target);
  std::vector<Registrar::Binding> bindings;
  bool of_a_phone = false;
  for (const store::Phone& phone : options_.phones) {
    if (phone.phone_number != target.address) continue;
    of_a_phone = true;
    const auto registered = registrar_.bindings(phone.user);
    bindings.insert(bindings.end(), registered.begin(), registered.end());
  }
  return of_a_phone ? ring_phones(target, bindings) : call_over_trunks(target);
}

Result<Endpoint::Implementation::Legs> Endpoint::Implementation::ring_phones(
    const call::Target& target, const std::vector<Registrar::Binding>& bindings) const {
  const OutgoingCall call = outgoing_call(target);
  Legs legs;
  for (const auto& binding : bindings) {
    auto invite = call.to_phone(binding, target.beside);
    if (!invite) return invite.error();
    legs.push_back(std::make_unique<Leg>(*std::move(invite)));
  }
  return legs;
}

Result<Endpoint::Implementation::Legs> Endpoint::Implementation::call_over_trunks(const call::Target& target) {
  auto trunks = trunks_.candidates(target.address);
  if (trunks.empty()) {
    return Error{no_route, "no phone has the number " + target.address + " and no trunk with an address takes it"};
  }
  auto leg = TrunkLeg::make(
      {.trunks = std::move(trunks),
       .answer_limit = options_.answer_limit,
       .prepare = [call = outgoing_call(target)](const auto& attempt) { return call.over_trunk(attempt); },
       .beside = target.beside});
  if (!leg) return leg.error();
  Legs legs;
  legs.push_back(*std::move(leg));
  return legs;
}

Result<Endpoint::Implementation::Legs> Endpoint::Implementation::call_uri(const call::Target& target) const {
  auto destination = destination_of(target);
  if (!destination) return destination.error();
  Legs legs;
  legs.push_back(std::make_unique<UriLeg>(
      UriLeg::Plan{.destination = *std::move(destination),
                   .allow_link_local = options_.allow_link_local,
                   .answer_limit = options_.answer_limit,
                   .prepare = [call = outgoing_call(target)](const auto& attempt) { return call.to_uri(attempt); },
                   .resolver = context_.resolver,
                   .deadlines = context_.deadlines,
                   .beside = target.beside}));
  return legs;
}

OutgoingCall Endpoint::Implementation::outgoing_call(const call::Target& target) const {
  return {.agent = agent_,
          .transport = context_.transport,
          .engine = context_.engine,
          .called = target.address,
          .caller = target.from,
          .codecs = codecs_beside(target.beside)};
}

void Endpoint::Implementation::set_phones(std::vector<store::Phone> phones) {
  options_.phones = std::move(phones);
  registrar_.retain([this](const std::string& user) { return find_phone(user) != nullptr; });
  learn_passwords();
}

void Endpoint::Implementation::set_trunks(const std::vector<store::Trunk>& trunks) {
  trunks_.replace(trunks);
  learn_passwords();
}

void Endpoint::Implementation::unreachable(const Peer& peer) {
  agent_->unreachable(peer);
  if (peer.transport == Protocol::tcp) registrar_.lose_connection(peer);
}

void Endpoint::Implementation::shutdown() {
  handler_ = nullptr;
  trunks_.stop();
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

void Endpoint::set_phones(std::vector<store::Phone> phones) {
  implementation_->set_phones(std::move(phones));
}

void Endpoint::set_trunks(const std::vector<store::Trunk>& trunks) {
  implementation_->set_trunks(trunks);
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

std::vector<std::shared_ptr<const Trunk>> Endpoint::trunks() const {
  return implementation_->trunks().all();
}

}  // namespace ringback::sip
