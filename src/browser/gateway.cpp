#include "browser/gateway.hpp"

#include <algorithm>

#include "browser/incoming_leg.hpp"
#include "browser/services.hpp"
#include "browser/socket.hpp"

namespace ringback::browser {
namespace {

media::SessionOptions session_options(const call::Target& target) {
  media::SessionOptions options;
  options.transport = media::Transport::webrtc;
  options.beside = target.beside;
  if (target.beside != nullptr) options.codecs = {target.beside->codec(), media::Codec::pcmu};
  return options;
}

bool can_take(const Socket& socket, const call::Target& target, std::size_t max_calls) {
  const auto& legs = socket.legs();
  const auto same = [&](const Leg* leg) { return leg->call_sid() == target.call_sid; };
  return legs.size() < max_calls && std::none_of(legs.begin(), legs.end(), same);
}

}  // namespace

Gateway::Gateway(Options options, const Parts& parts)
    : services_(std::make_shared<Services>(Services{std::move(options), parts, {}})) {}

Gateway::~Gateway() = default;

std::shared_ptr<http::WebSocket::Listener> Gateway::accept(std::shared_ptr<http::WebSocket> socket, std::string host) {
  return accept_socket(services_, std::move(socket), std::move(host));
}

Result<std::vector<std::unique_ptr<call::Leg>>> Gateway::make(const call::Target& target) {
  std::vector<std::unique_ptr<call::Leg>> legs;
  if (target.kind != call::Target::Kind::client || target.address.empty()) return legs;
  const Client client{target.account_sid, target.address};
  for (Socket* socket : services_->directory.sockets(client)) {
    if (!socket->registration().may_be_rung()) continue;
    if (!can_take(*socket, target, services_->options.max_calls_per_socket)) continue;
    auto session = services_->parts.engine.make_session(session_options(target));
    if (!session) return session.error();
    legs.push_back(std::make_unique<IncomingLeg>(Leg::Parts{services_, client, target.call_sid, std::move(*session)},
                                                 *socket, IncomingLeg::Invitation{target.from, target.parameters}));
  }
  return legs;
}

// Of the devices that a call rings none can tell that it will be the one.
Leg* Gateway::find(const std::string& account_sid, const std::string& call_sid) const {
  for (Socket* socket : services_->directory.open()) {
    for (Leg* leg : socket->legs()) {
      if (leg->call_sid() == call_sid && leg->client().account_sid == account_sid) return leg;
    }
  }
  return nullptr;
}

bool Gateway::has_page(const std::string& account_sid, const std::string& call_sid) const {
  return find(account_sid, call_sid) != nullptr;
}

bool Gateway::send(const std::string& account_sid, const std::string& call_sid, const call::UserMessage& message) {
  Leg* leg = find(account_sid, call_sid);
  return leg && leg->send(message);
}

void Gateway::shutdown() {
  services_->closing = true;
  for (Socket* socket : std::set(services_->directory.open())) {
    socket->close(service_restart, "server stops");
  }
}

std::size_t Gateway::sockets() const {
  return services_->directory.open().size();
}

std::size_t Gateway::most_sockets_of_a_client() const {
  return services_->directory.most_sockets();
}

}  // namespace ringback::browser
