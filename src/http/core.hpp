#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/steady_deadlines.hpp"
#include "http/routes.hpp"
#include "http/server.hpp"

namespace ringback::http {
namespace asio = boost::asio;

class Core;

// One TCP connection of the server, on the HTTP thread. Its coroutine owns it.
class Connection {
 public:
  explicit Connection(Core& core);
  virtual ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Ends as soon as the running answer is out, or now if there is none.
  virtual void finish() = 0;
  // Closes the socket.
  virtual void abort() = 0;

 protected:
  Core& core_;
};

// What the server's connections share. The Server owns it together with the answers that are still outstanding on the
// control thread, so that a late answer finds a queue to go to. Connections live in coroutines that `io` owns: they
// hold a plain reference.
class Core : public std::enable_shared_from_this<Core> {
 public:
  Core(Server::Options given, Executor control_executor)
      : options(std::move(given)), control(std::move(control_executor)) {}

  // Both threads.
  const Server::Options options;
  const Executor control;
  Routes routes;  // not changed once the thread runs
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> open_connections = 0;

  // The HTTP thread. What the coroutines refer to when they are destroyed stands before `io`.
  std::unordered_set<Connection*> connections;
  bool accepting = false;
  bool draining = false;
  asio::io_context io{1};
  SteadyDeadlines deadlines{io.get_executor()};
  Deadlines::Timer drain_limit;
  std::shared_ptr<asio::ssl::context> tls;  // of connections to come: OpenSSL keeps that of each that is open
  asio::ip::tcp::acceptor acceptor{io};

  // Tells all connections to finish, and stops `io` once they have, or after a second.
  void drain();
  void left(Connection* connection);
  void stopped_accepting();

 private:
  void stop_if_drained();
};

// Take over an accepted socket.
void start_plain_session(Core& core, asio::ip::tcp::socket socket, std::string remote_address);
void start_tls_session(Core& core, asio::ip::tcp::socket socket, std::string remote_address);

}  // namespace ringback::http
