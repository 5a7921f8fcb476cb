#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/deadlines.hpp"
#include "sip/limits.hpp"
#include "sip/stream_framer.hpp"
#include "sip/transport.hpp"

namespace ringback::sip {

// One TCP connection, used both ways. It ends by itself: when the peer closes it, sends what can't be framed, takes too
// long over a message, does not read, or has been silent for too long. Control thread.
class TcpConnection final : public std::enable_shared_from_this<TcpConnection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;

  struct Setup {
    Socket socket;
    Peer peer;
    std::function<void(std::string_view message, const Peer& from)> receive;
    // Once, unless `close` was called.
    std::function<void(const Peer& peer, bool was_connected)> on_closed;
    const Limits& limits;
    Deadlines& deadlines;
  };

  explicit TcpConnection(Setup setup);
  TcpConnection(const TcpConnection&) = delete;
  TcpConnection& operator=(const TcpConnection&) = delete;

  // One of the two begins it: a socket that was accepted, or one that is to be connected.
  void start();
  void connect(const boost::asio::ip::tcp::endpoint& to);
  // Before the connection is there it waits for it.
  void send(std::string_view bytes);
  // The peer is no stranger: it may be silent for longer.
  void trust();
  // Nobody hears of it.
  void close();

 private:
  void wait();
  void read();
  void take_frames();
  void write();
  void fail();
  // When it ends if nothing more comes.
  void set_limit(Duration limit);
  void set_idle_limit();

  Setup setup_;
  StreamFramer framer_;
  std::string unsent_;   // waits for the write under way
  std::string writing_;  // belongs to Asio
  bool connected_ = false;
  bool trusted_ = false;
  bool ending_ = false;  // when everything is written
  bool within_message_ = false;
  Deadlines::Timer limit_;
};

}  // namespace ringback::sip
