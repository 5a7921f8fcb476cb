#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <vector>

#include "base/manual_deadlines.hpp"
#include "sip/tcp_transport.hpp"

// For tests: a TcpTransport on the loopback in virtual time, and plain sockets as its peers.
namespace ringback::sip {

class TcpFixture : public testing::Test {
 protected:
  using Socket = boost::asio::ip::tcp::socket;
  using Endpoint = boost::asio::ip::tcp::endpoint;

  static Options loopback() {
    Options options;
    options.bind_address = "127.0.0.1";
    return options;
  }

  void open(const Options& options) {
    auto opened = TcpTransport::open(options, 0, io.get_executor(), deadlines);
    ASSERT_TRUE(opened) << opened.error().message;
    transport = *std::move(opened);
    transport->start(
        [this](std::string_view bytes, const Peer& from) {
          heard.emplace_back(bytes);
          last_from = from;
        },
        [this](const Peer& peer, bool was_connected) {
          lost.push_back(peer);
          last_was_connected = was_connected;
        });
  }
  void open() { open(loopback()); }

  Socket connect(const std::string& address = "127.0.0.1") {
    Socket socket(io);
    socket.connect(Endpoint(boost::asio::ip::make_address(address), transport->port()));
    return socket;
  }
  static Peer name(const Socket& socket) {
    return {socket.local_endpoint().address().to_string(), socket.local_endpoint().port(), Protocol::tcp};
  }
  static void write(Socket& socket, std::string_view text) { boost::asio::write(socket, boost::asio::buffer(text)); }

  // Runs what the kernel has ready, for so long as it takes until that holds, or five seconds.
  template <class Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 500 && !condition(); ++i) {
      io.restart();
      io.run_one_for(std::chrono::milliseconds(10));
    }
    return condition();
  }

  // Lets the transport take in what its peers have written. On the loopback a write is there at once.
  void read_what_came() {
    io.restart();
    io.poll();
  }

  // What has come at a peer's socket when `size` bytes have, or the far end has closed.
  std::string read(Socket& socket, std::size_t size) {
    std::string text;
    bool done = false;
    boost::asio::async_read(socket, boost::asio::dynamic_buffer(text), boost::asio::transfer_at_least(size),
                            [&](boost::system::error_code error, std::size_t) {
                              closed = error.failed();
                              done = true;
                            });
    until([&] { return done; });
    return text;
  }
  bool is_closed(Socket& socket) {
    read(socket, 1);
    return closed;
  }

  boost::asio::io_context io;
  ManualDeadlines deadlines{io};
  std::unique_ptr<TcpTransport> transport;
  std::vector<std::string> heard;
  Peer last_from;
  std::vector<Peer> lost;
  bool last_was_connected = false;
  bool closed = false;
  const std::string bye = "BYE sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n";
};

}  // namespace ringback::sip
