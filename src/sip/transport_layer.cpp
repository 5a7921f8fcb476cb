#include "sip/transport_layer.hpp"

namespace ringback::sip {
namespace {

constexpr std::chrono::minutes memory{10};
constexpr std::size_t max_remembered = 1000;
constexpr int attempts = 20;  // to find a port that is free for both

}  // namespace

Result<std::unique_ptr<TransportLayer>> TransportLayer::open(const Options& options, const Executor& control,
                                                             Deadlines& deadlines) {
  for (int attempt = 1;; ++attempt) {
    auto udp = UdpTransport::open(options, control);
    if (!udp) return udp.error();
    auto tcp = TcpTransport::open(options, (*udp)->port(), control, deadlines);
    if (tcp) {
      return std::unique_ptr<TransportLayer>(new TransportLayer(*std::move(udp), *std::move(tcp), deadlines));
    }
    if (options.port != 0 || attempt == attempts) return tcp.error();
  }
}

void TransportLayer::start(const UdpTransport::Receive& receive, const UdpTransport::Unreachable& unreachable) {
  udp_->start(receive, unreachable);
  tcp_->start(receive, [this, unreachable](const Peer& peer, bool was_connected) {
    if (!was_connected) note_without_tcp(peer);
    unreachable(peer);
  });
}

void TransportLayer::stop() {
  udp_->stop();
  tcp_->stop();
}

void TransportLayer::send(std::string_view bytes, const Peer& to) {
  if (to.transport == Protocol::tcp) return tcp_->send(bytes, to);
  udp_->send(bytes, to);
}

Peer TransportLayer::local(const Peer& peer) const {
  Peer out = udp_->local(peer);
  out.transport = peer.transport;
  return out;
}

bool TransportLayer::connected(const Peer& peer) const {
  return peer.transport == Protocol::udp || tcp_->connected(peer);
}

bool TransportLayer::may_use_tcp(const Peer& peer) const {
  const auto found = without_tcp_.find({peer.address, peer.port, Protocol::tcp});
  return found == without_tcp_.end() || found->second < deadlines_.now();
}

void TransportLayer::note_without_tcp(const Peer& peer) {
  const TimePoint now = deadlines_.now();
  std::erase_if(without_tcp_, [&](const auto& entry) { return entry.second < now; });
  if (without_tcp_.size() < max_remembered) without_tcp_[peer] = now + memory;
}

void TransportLayer::trust(const Peer& peer) {
  if (peer.transport == Protocol::tcp) tcp_->trust(peer);
}

}  // namespace ringback::sip
