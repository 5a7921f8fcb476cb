#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/deadlines.hpp"
#include "sip/message.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// The server machines of RFC 3261 section 17.2, with RFC 6026. Owned by the Transactions table while they last.
// Retransmitted requests are absorbed here and answered with the last response.
class ServerTransaction : public std::enable_shared_from_this<ServerTransaction> {
 public:
  struct Setup {
    Message request;
    Peer source;                        // where responses go
    Peer fallback;                      // where they go when the connection of `source` is gone
    std::function<void()> on_answered;  // by a final response, or never to be
    std::function<void()> on_terminated;
    Transport& transport;
    Deadlines& deadlines;
  };

  static std::shared_ptr<ServerTransaction> start(Setup setup);
  virtual ~ServerTransaction() = default;
  ServerTransaction(const ServerTransaction&) = delete;
  ServerTransaction& operator=(const ServerTransaction&) = delete;

  // A retransmission of the request or, for INVITE, the ACK of a failure.
  virtual void receive(const Message& request) = 0;
  // Ignored once a final response has been sent. A 2xx to INVITE is sent again by its user, not here.
  virtual void respond(const Message& response) = 0;

  // CANCEL came for this INVITE. The user sets it and resets it.
  std::function<void()> on_cancel;

  const Message& request() const { return setup_.request; }
  const Peer& source() const { return setup_.source; }
  // Where a response goes now (RFC 3261 section 18.2.2).
  const Peer& target() const { return setup_.transport.connected(setup_.source) ? setup_.source : setup_.fallback; }
  // A CANCEL has no effect any more (RFC 3261 section 9.2).
  bool answered() const { return state_ != State::proceeding; }

 protected:
  enum class State { proceeding, completed, confirmed, accepted, terminated };

  explicit ServerTransaction(Setup setup) : setup_(std::move(setup)) {}
  void send(const std::string& bytes) { setup_.transport.send(bytes, target()); }
  bool reliable() const { return setup_.source.transport == Protocol::tcp; }
  // At once over TCP, where no copies are to be absorbed (timers I and J).
  void terminate_after(Duration delay);
  void terminate();
  void report_answered();
  Deadlines::Timer after(Duration delay, std::function<void()> action);

  Setup setup_;
  State state_ = State::proceeding;
  std::string last_;                 // response; empty before the first
  Deadlines::Timer retransmission_;  // G
  Deadlines::Timer end_;             // H, I, L; J
};

}  // namespace ringback::sip
