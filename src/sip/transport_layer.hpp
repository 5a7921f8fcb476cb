#pragma once

#include <map>
#include <memory>

#include "sip/tcp_transport.hpp"
#include "sip/udp_transport.hpp"

namespace ringback::sip {

// UDP and TCP at one port, each message by the transport of its peer (RFC 3261 section 18). Control thread; dies before
// its context.
class TransportLayer final : public Transport {
 public:
  static Result<std::unique_ptr<TransportLayer>> open(const Options& options, const Executor& control,
                                                      Deadlines& deadlines);

  // Hands on every message and every peer that can't be reached, on the control thread, until `stop`.
  void start(const UdpTransport::Receive& receive, const UdpTransport::Unreachable& unreachable);
  void stop();
  std::uint16_t port() const { return udp_->port(); }
  TcpTransport::Statistics tcp_statistics() const { return tcp_->statistics(); }

  void send(std::string_view bytes, const Peer& to) override;
  Peer local(const Peer& peer) const override;
  bool connected(const Peer& peer) const override;
  // For ten minutes after it turned out not to, a peer is taken to have no TCP.
  bool may_use_tcp(const Peer& peer) const override;
  void trust(const Peer& peer) override;

 private:
  TransportLayer(std::unique_ptr<UdpTransport> udp, std::unique_ptr<TcpTransport> tcp, Deadlines& deadlines)
      : udp_(std::move(udp)), tcp_(std::move(tcp)), deadlines_(deadlines) {}
  void note_without_tcp(const Peer& peer);

  std::unique_ptr<UdpTransport> udp_;
  std::unique_ptr<TcpTransport> tcp_;
  Deadlines& deadlines_;
  std::map<Peer, TimePoint> without_tcp_;  // until when
};

}  // namespace ringback::sip
