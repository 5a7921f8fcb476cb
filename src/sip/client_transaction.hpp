#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/deadlines.hpp"
#include "sip/message.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// The client machines of RFC 3261 section 17.1, with RFC 6026. Owned by the Transactions table while they last; a
// shared_ptr elsewhere may outlive that and is then dead weight only.
class ClientTransaction : public std::enable_shared_from_this<ClientTransaction> {
 public:
  // Every response that the user of the transaction is to see. A time-out comes as a 408 made here
  // (RFC 3261 section 8.1.3.1).
  using OnResponse = std::function<void(const Message&)>;

  struct Setup {
    Message request;  // complete, with our Via
    Peer to;
    // What was moved to TCP for its size goes over UDP if there is no connection (RFC 3261 section 18.1.1).
    bool may_fall_back = false;
    OnResponse on_response;
    std::function<void()> on_terminated;
    Transport& transport;
    Deadlines& deadlines;
  };

  // The machine that fits the method; it has sent the request already.
  static std::shared_ptr<ClientTransaction> start(Setup setup);
  virtual ~ClientTransaction() = default;
  ClientTransaction(const ClientTransaction&) = delete;
  ClientTransaction& operator=(const ClientTransaction&) = delete;

  virtual void receive(const Message& response) = 0;
  // The request is not sent again, but what comes is still reported.
  void stop_retransmission() { retransmission_.reset(); }
  // The peer can't be reached, or the connection to it broke. What no response has answered yet falls back, or fails as
  // with a 503 (RFC 3261 section 8.1.3.1).
  void unreachable();
  // Ends at once; nobody hears of it.
  void terminate();

  // No final response has come yet.
  bool waiting() const { return state_ == State::calling || state_ == State::proceeding; }
  const Message& request() const { return setup_.request; }
  const Peer& peer() const { return setup_.to; }

 protected:
  enum class State { calling, proceeding, completed, accepted, terminated };

  explicit ClientTransaction(Setup setup) : setup_(std::move(setup)), bytes_(setup_.request.serialise()) {}
  // Sends the request and sets the timers of its transport.
  void begin();
  // Of retransmissions after `interval`.
  virtual Duration next_interval(Duration interval) const = 0;

  void send(const std::string& bytes) { setup_.transport.send(bytes, setup_.to); }
  // The network neither loses nor repeats what is sent.
  bool reliable() const { return setup_.to.transport == Protocol::tcp; }
  // At once over TCP, where no copies are to be absorbed (timers D and K).
  void terminate_after(Duration delay);
  void report(const Message& response);
  void time_out();
  // The action runs only while the transaction is alive.
  Deadlines::Timer after(Duration delay, std::function<void()> action);

  Setup setup_;
  std::string bytes_;
  State state_ = State::calling;
  Deadlines::Timer retransmission_;  // A, E
  Deadlines::Timer end_;             // B, D, M; F, K

 private:
  void arm(Duration interval);
};

// ACK of a failure (RFC 3261 section 17.1.1.3): hop by hop, on the INVITE's branch.
Message make_failure_ack(const Message& invite, const Message& response);

}  // namespace ringback::sip
