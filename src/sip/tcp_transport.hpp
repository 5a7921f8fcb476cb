#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/async.hpp"
#include "base/deadlines.hpp"
#include "base/result.hpp"
#include "sip/options.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// SIP over TCP: takes connections at one port, makes those that are needed, and finds the one that has a peer at its
// far end (RFC 3261 section 18). On the control executor. Dies before its context.
class TcpTransport final {
 public:
  using Receive = std::function<void(std::string_view bytes, const Peer& from)>;
  using Lost = std::function<void(const Peer& peer, bool was_connected)>;

  struct Statistics {
    std::size_t connections = 0;
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;  // over a limit
  };

  // Binds at once; `port` 0 takes any free one.
  static Result<std::unique_ptr<TcpTransport>> open(const Options& options, std::uint16_t port, const Executor& control,
                                                    Deadlines& deadlines);
  ~TcpTransport();

  // On the control thread, until `stop`. `lost` hears of every connection that has ended or could not be made.
  void start(Receive receive, Lost lost);
  void stop();
  std::uint16_t port() const;

  void send(std::string_view bytes, const Peer& to);
  bool connected(const Peer& peer) const;
  void trust(const Peer& peer);
  Statistics statistics() const;

 private:
  struct Implementation;
  explicit TcpTransport(std::shared_ptr<Implementation> implementation);
  std::shared_ptr<Implementation> implementation_;
};

}  // namespace ringback::sip
