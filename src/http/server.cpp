#include "http/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <thread>
#include <vector>

#include "http/listener.hpp"

namespace ringback::http {

class Server::Implementation {
 public:
  Implementation(Options options, Executor control)
      : core_(std::make_shared<Core>(std::move(options), std::move(control))) {}

  Core& core() { return *core_; }
  std::uint16_t port() const { return port_; }

  Result<void> start() {
    auto certificate = load_certificate(core_->options);
    if (!certificate) return certificate.error();
    core_->tls = std::move(*certificate);
    if (const auto listening = listen(*core_); !listening) return listening;
    port_ = core_->acceptor.local_endpoint().port();
    asio::co_spawn(core_->io, accept_all(*core_), asio::detached);
    thread_ = std::thread([core = core_.get()] { core->io.run(); });
    return {};
  }

  Result<void> reload_certificate() {
    auto certificate = load_certificate(core_->options);
    if (!certificate) return certificate.error();
    asio::post(core_->io, [core = core_.get(), fresh = std::move(*certificate)] { core->tls = fresh; });
    return {};
  }

  void stop() {
    if (!thread_.joinable()) return;
    core_->stopping = true;
    asio::post(core_->io, [core = core_.get()] { core->drain(); });
    thread_.join();
    // The thread is gone: what did not finish in time is cut off from here.
    core_->draining = false;
    const std::vector<Connection*> late(core_->connections.begin(), core_->connections.end());
    for (Connection* connection : late) connection->abort();
  }

 private:
  std::shared_ptr<Core> core_;
  std::thread thread_;
  std::uint16_t port_ = 0;
};

Server::Server(Options options, Executor control)
    : implementation_(std::make_unique<Implementation>(std::move(options), std::move(control))) {}

Server::~Server() {
  stop();
}

void Server::route(std::string prefix, Handler handler) {
  implementation_->core().routes.add(std::move(prefix), std::move(handler));
}

void Server::hosts(std::string domain, std::vector<std::string> labels, Handler handler) {
  implementation_->core().routes.add_hosts(std::move(domain), std::move(labels), std::move(handler));
}

void Server::constant(std::string path, Response response) {
  implementation_->core().routes.add_constant(std::move(path), std::move(response));
}

void Server::files(std::string prefix, std::string folder) {
  implementation_->core().routes.add_files(std::move(prefix), std::move(folder));
}

void Server::websocket(std::string path, WebSocketHandler handler) {
  implementation_->core().routes.add_websocket(std::move(path), std::move(handler));
}

Result<void> Server::start() {
  return implementation_->start();
}

Result<void> Server::reload_certificate() {
  return implementation_->reload_certificate();
}

std::uint16_t Server::port() const {
  return implementation_->port();
}

std::size_t Server::connections() const {
  return implementation_->core().open_connections;
}

void Server::stop() {
  implementation_->stop();
}

}  // namespace ringback::http
