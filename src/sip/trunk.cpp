#include "sip/trunk.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/sid.hpp"
#include "base/text.hpp"
#include "sip/grammar.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr std::size_t max_attempts = 2;        // addresses of one trunk that one call tries
constexpr std::chrono::hours longest_rest{1};  // whatever Retry-After asks for

std::vector<AddressRange> ranges_of(const store::Trunk& trunk) {
  std::vector<AddressRange> out;
  for (const std::string& address : trunk.addresses) {
    if (const auto range = AddressRange::parse(address)) out.push_back(*range);
  }
  return out;
}

}  // namespace

Trunk::Trunk(store::Trunk settings, Context context)
    : settings_(std::move(settings)),
      context_(std::move(context)),
      ranges_(ranges_of(settings_)),
      // Nobody but the registrar is told of it, so it proves where a call comes from.
      contact_user_(settings_.user + "-" + random_hex(8)),
      capacity_(settings_.max_calls, settings_.calls_per_second, context_.agent->deadlines()),
      route_(settings_, context_.resolver, context_.agent->deadlines()) {}

Trunk::~Trunk() = default;

void Trunk::start() {
  health_ = std::make_unique<TrunkHealth>(
      context_.health, TrunkHealth::Context{.agent = *context_.agent,
                                            .uri = route_.uri(),
                                            .peer =
                                                [this] {
                                                  const auto all = route_.peers();
                                                  return all.empty() ? std::nullopt : std::optional(all.front());
                                                },
                                            .on_change = [this](std::string_view reason) { report(reason); },
                                            .on_silence = [this](const Peer& peer) { route_.avoid(peer); }});
  route_.locate([this](const auto&) { health_->start(); });
  if (!settings_.registers) return;
  registration_ = std::make_unique<Registration>(
      Registration::Settings{.registrar = route_.uri(),
                             .address_of_record = "<sip:" + escape_user(settings_.user) + "@" + route_.host() + ">",
                             .contact_user = contact_user_,
                             .login = *login(),
                             .expires = std::chrono::seconds(settings_.register_expires)},
      Registration::Context{
          .agent = context_.agent, .locate = [this](auto done) { route_.locate(std::move(done)); }, .listener = *this});
  registration_->start();
}

void Trunk::stop() {
  if (registration_) registration_->stop();
  registration_.reset();
  health_.reset();
  route_.stop();
}

bool Trunk::up() const {
  return health_ && health_->up() && (!settings_.registers || registered());
}

bool Trunk::owns_address(std::string_view address) const {
  const auto holds = [&](const AddressRange& range) { return range.contains(address); };
  if (std::any_of(ranges_.begin(), ranges_.end(), holds)) return true;
  return settings_.registers && calls_go_to(address);
}

bool Trunk::calls_go_to(std::string_view address) const {
  const auto peers = route_.peers();
  return std::any_of(peers.begin(), peers.end(), [&](const Peer& peer) { return peer.address == address; });
}

std::shared_ptr<void> Trunk::take_incoming() {
  auto place = capacity_.take_incoming();
  ++(place ? counters_.incoming : counters_.refused);
  return place;
}

std::optional<std::size_t> Trunk::match(std::string_view number) const {
  if (settings_.prefixes.empty()) return 0;
  std::optional<std::size_t> longest;
  for (const std::string& prefix : settings_.prefixes) {
    if (number.starts_with(prefix)) longest = std::max(longest.value_or(0), prefix.size());
  }
  return longest;
}

bool Trunk::ready() const {
  return up() && !route_.peers().empty() && context_.agent->deadlines().now() >= resting_until_;
}

std::shared_ptr<void> Trunk::take_outgoing() {
  auto place = capacity_.take_outgoing();
  if (place) ++counters_.outgoing;
  return place;
}

std::vector<Peer> Trunk::peers() const {
  auto out = route_.peers();
  out.resize(std::min(out.size(), max_attempts));
  return out;
}

std::optional<Login> Trunk::login() const {
  if (settings_.user.empty()) return std::nullopt;
  return Login{settings_.user, settings_.password};
}

void Trunk::note_failure(const Peer& peer, const Message& response, bool silent) {
  ++counters_.failed;
  const auto rest = parse_number<std::uint32_t>(response.value("Retry-After"));
  if (response.status == 503 && rest) {
    resting_until_ = context_.agent->deadlines().now() + std::min<Duration>(std::chrono::seconds(*rest), longest_rest);
  }
  log::warn("trunk does not take a call",
            {{"trunk", settings_.name}, {"address", to_string(peer)}, {"status", response.status}, {"silent", silent}});
  if (!silent || !health_) return;
  route_.avoid(peer);
  health_->note_failure("calls to it get no answer");
}

void Trunk::note_response() {
  if (health_) health_->note_response();
}

void Trunk::on_registered() {
  log::info("registered with trunk", {{"trunk", settings_.name}, {"address", to_string(registration_->server())}});
  report("");
}

void Trunk::on_registration_failed(int status) {
  if (status == 408 || status == 503) route_.avoid(registration_->server());
  report(status == 0 ? "it has no address, so it can't be registered with"
                     : "registration failed with " + std::to_string(status));
}

// Of health and registration together, when the sum has changed.
void Trunk::report(std::string_view reason) {
  const bool now_up = up();
  if (now_up == std::exchange(reported_up_, now_up)) return;
  if (now_up) return log::info("trunk is up", {{"trunk", settings_.name}});
  ++counters_.downs;
  log::warn("trunk is down", {{"trunk", settings_.name}, {"reason", reason}});
}

}  // namespace ringback::sip
