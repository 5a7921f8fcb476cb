#include "sip/trunk_route.hpp"

#include "base/log.hpp"
#include "sip/ip_address.hpp"
#include "sip/uri.hpp"

namespace ringback::sip {
namespace {

constexpr std::uint16_t default_port = 5060;
constexpr std::chrono::minutes refresh{5};
constexpr std::chrono::seconds retry{30};

}  // namespace

struct TrunkRoute::State : std::enable_shared_from_this<State> {
  State(Transport& through, Deadlines& clock) : transport(through), deadlines(clock) {}

  void resolve() {
    transport.resolve(name, port, [weak = weak_from_this()](std::optional<Peer> found) {
      if (const auto self = weak.lock()) self->take(std::move(found));
    });
  }

  // An address that was found once stays until another is found.
  void take(std::optional<Peer> found) {
    if (!found) log::warn("trunk has no address", {{"host", name}});
    if (found) peer = std::move(found);
    timer = deadlines.after(peer ? Duration(refresh) : Duration(retry), [this] { resolve(); });
  }

  Transport& transport;
  Deadlines& deadlines;
  std::string host;
  std::string name;
  std::uint16_t port = default_port;
  std::optional<Peer> peer;
  Deadlines::Timer timer;
};

TrunkRoute::TrunkRoute(const store::Trunk& trunk, Transport& transport, Deadlines& deadlines)
    : state_(std::make_shared<State>(transport, deadlines)) {
  if (trunk.proxy.empty()) {
    const Peer peer{trunk.addresses.front(), default_port};
    state_->host = to_string(peer);
    state_->peer = peer;
    return;
  }
  state_->host = trunk.proxy;
  const auto uri = parse_uri("sip:" + trunk.proxy);
  if (!uri) {
    log::error("trunk has no valid proxy", {{"trunk", trunk.name}, {"proxy", trunk.proxy}});
    return;
  }
  state_->peer = literal_peer(*uri);
  if (state_->peer) return;
  state_->name = uri->host;
  if (uri->port != 0) state_->port = uri->port;
  state_->resolve();
}

TrunkRoute::~TrunkRoute() = default;

std::optional<Peer> TrunkRoute::peer() const {
  return state_->peer;
}

const std::string& TrunkRoute::host() const {
  return state_->host;
}

}  // namespace ringback::sip
