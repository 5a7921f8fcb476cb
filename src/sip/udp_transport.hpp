#pragma once

#include <functional>
#include <memory>

#include "base/async.hpp"
#include "base/result.hpp"
#include "sip/options.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// SIP over one UDP socket on the control executor. Dies before its context.
class UdpTransport final : public Transport {
 public:
  using Receive = std::function<void(std::string_view bytes, const Peer& from)>;
  using Unreachable = std::function<void(const Peer& peer)>;

  // Binds at once; fails with words that name address and port if they can't be had.
  static Result<std::unique_ptr<UdpTransport>> open(const Options& options, const Executor& control);
  ~UdpTransport() override;

  // Hands every datagram to `receive`, and every peer that is said to be out of reach (ICMP) to `unreachable`, on the
  // control thread, until `stop`.
  void start(Receive receive, Unreachable unreachable);
  void stop();
  std::uint16_t port() const;

  void send(std::string_view bytes, const Peer& to) override;
  Peer local(const Peer& peer) const override;

 private:
  struct Socket;
  explicit UdpTransport(std::shared_ptr<Socket> socket) : socket_(std::move(socket)) {}
  std::shared_ptr<Socket> socket_;
};

}  // namespace ringback::sip
