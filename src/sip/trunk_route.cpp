#include "sip/trunk_route.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "sip/address_range.hpp"
#include "sip/ip_address.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr std::chrono::minutes refresh{5};
constexpr std::chrono::seconds retry{30};

// What the configuration means by `proxy`, or by an address in its place.
std::optional<ServerName> server_of(const store::Trunk& trunk) {
  if (!trunk.proxy.empty()) return parse_server_name(trunk.proxy);
  const auto single = std::find_if(trunk.addresses.begin(), trunk.addresses.end(),
                                   [](const std::string& address) { return is_ip_address(address); });
  if (single == trunk.addresses.end()) return std::nullopt;
  return ServerName{*single, 0, std::nullopt};
}

}  // namespace

struct TrunkRoute::State : std::enable_shared_from_this<State> {
  State(Resolver& asked, Deadlines& clock) : resolver(asked), deadlines(clock) {}

  void resolve() {
    locate_server(resolver, server, [weak = weak_from_this()](std::vector<Peer> found) {
      if (const auto self = weak.lock()) self->take(std::move(found));
    });
  }

  // Addresses that were found once stay until others are found.
  void take(std::vector<Peer> found) {
    if (stopped) return;
    if (found.empty()) log::warn("trunk has no address", {{"trunk", trunk}, {"host", server.host}});
    if (!found.empty()) peers = std::move(found);
    timer = deadlines.after(peers.empty() ? Duration(retry) : Duration(refresh), [this] { resolve(); });
    tell();
  }

  void tell() {
    known = true;
    for (const auto& done : std::exchange(waiting, {})) done(first());
  }

  std::optional<Peer> first() const { return peers.empty() ? std::nullopt : std::optional(peers.front()); }

  Resolver& resolver;
  Deadlines& deadlines;
  std::string trunk;
  ServerName server;
  std::vector<Peer> peers;
  bool known = false;
  bool stopped = false;
  std::vector<std::function<void(std::optional<Peer>)>> waiting;
  Deadlines::Timer timer;
};

TrunkRoute::TrunkRoute(const store::Trunk& trunk, Resolver& resolver, Deadlines& deadlines)
    : state_(std::make_shared<State>(resolver, deadlines)) {
  state_->trunk = trunk.name;
  auto server = server_of(trunk);
  if (!server) {
    log::error("trunk has no valid proxy", {{"trunk", trunk.name}, {"proxy", trunk.proxy}});
    state_->tell();
    return;
  }
  state_->server = *std::move(server);
  if (is_ip_address(state_->server.host)) {
    locate_server(resolver, state_->server, [this](std::vector<Peer> found) { state_->peers = std::move(found); });
    state_->tell();
    return;
  }
  state_->resolve();
}

TrunkRoute::~TrunkRoute() {
  stop();
}

void TrunkRoute::stop() {
  state_->stopped = true;
  state_->timer.reset();
  state_->waiting.clear();
}

std::vector<Peer> TrunkRoute::peers() const {
  return state_->peers;
}

void TrunkRoute::avoid(const Peer& peer) {
  auto& peers = state_->peers;
  const auto found = std::find(peers.begin(), peers.end(), peer);
  if (found != peers.end()) std::rotate(found, found + 1, peers.end());
}

void TrunkRoute::locate(std::function<void(std::optional<Peer>)> done) {
  if (state_->known) return done(state_->first());
  state_->waiting.push_back(std::move(done));
}

std::string TrunkRoute::uri(std::string_view user) const {
  Uri uri;
  uri.user = escape_user(user);
  uri.host = state_->server.host;
  uri.port = state_->server.port;
  if (state_->server.transport == Protocol::tcp) uri.parameters = {{"transport", "tcp"}};
  return to_string(uri);
}

const std::string& TrunkRoute::host() const {
  return state_->server.host;
}

}  // namespace ringback::sip
