#include "sip/tcp_transport.hpp"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <map>
#include <string>

#include "base/network.hpp"
#include "sip/socket_address.hpp"
#include "sip/tcp_connection.hpp"

namespace ringback::sip {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Without a free file descriptor, connections wait for one.
constexpr std::chrono::milliseconds accept_pause{200};

}  // namespace

struct TcpTransport::Implementation : std::enable_shared_from_this<Implementation> {
  Implementation(const Limits& with, const Executor& executor, Deadlines& clock)
      : limits(with), acceptor(executor), deadlines(clock) {}

  Result<void> bind(const std::string& bind_address, std::uint16_t port) {
    const std::string where = "TCP " + to_string(Peer{bind_address, port});
    error_code error;
    const auto address = asio::ip::make_address(bind_address, error);
    if (error) return Error{0, where + " is no address"};
    acceptor.open(address.is_v4() ? tcp::v4() : tcp::v6(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && address.is_v6()) acceptor.set_option(asio::ip::v6_only(false), error);
    if (!error) acceptor.bind({address, port}, error);
    if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error) return Error{0, "can't listen for SIP on " + where + ": " + error.message()};
    own = acceptor.local_endpoint(error);
    return {};
  }

  void accept() {
    acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
      if (!self->running) return;
      if (error) {
        self->pause = self->deadlines.after(accept_pause, [self = self.get()] { self->accept(); });
        return;
      }
      self->take(std::move(socket));
      self->accept();
    });
  }

  void take(tcp::socket socket) {
    error_code error;
    const Peer peer = to_peer(socket.remote_endpoint(error), Protocol::tcp);
    if (error) return;
    if (!has_room(peer)) {
      ++statistics.refused;
      return;
    }
    ++statistics.accepted;
    add(std::move(socket), peer)->start();
  }

  bool has_room(const Peer& peer) const {
    const auto found = per_source.find(network_of(peer.address));
    return connections.size() < limits.tcp_connections &&
           (found == per_source.end() || found->second < limits.tcp_connections_per_source);
  }

  std::shared_ptr<TcpConnection> add(tcp::socket socket, const Peer& peer) {
    const auto weak = weak_from_this();
    auto connection = std::make_shared<TcpConnection>(
        TcpConnection::Setup{.socket = std::move(socket),
                             .peer = peer,
                             .receive = [this](std::string_view bytes, const Peer& from) { receive(bytes, from); },
                             .on_closed =
                                 [weak](const Peer& closed, bool was_connected) {
                                   if (const auto self = weak.lock()) self->lose(closed, was_connected);
                                 },
                             .limits = limits,
                             .deadlines = deadlines});
    connections[peer] = connection;
    ++per_source[network_of(peer.address)];
    return connection;
  }

  // From the address that we listen at, if it is one: what peers know us by.
  std::shared_ptr<TcpConnection> connect(const Peer& peer) {
    error_code error;
    const auto to = to_endpoint<tcp::endpoint>(peer, false, error);
    if (error || !has_room(peer)) return nullptr;
    tcp::socket socket(acceptor.get_executor());
    socket.open(to.protocol(), error);
    const bool bound = !own.address().is_unspecified() && own.address().is_v4() == to.address().is_v4();
    if (!error && bound) socket.bind({own.address(), 0}, error);
    if (error) return nullptr;
    auto connection = add(std::move(socket), peer);
    connection->connect(to);
    return connection;
  }

  void lose(const Peer& peer, bool was_connected) {
    if (connections.erase(peer) == 0) return;
    const auto count = per_source.find(network_of(peer.address));
    if (--count->second == 0) per_source.erase(count);
    if (running) lost(peer, was_connected);
  }

  // Its report comes later, like that of a connection that fails.
  void give_up(const Peer& peer) {
    asio::post(acceptor.get_executor(), [weak = weak_from_this(), peer] {
      const auto self = weak.lock();
      if (self && self->running) self->lost(peer, false);
    });
  }

  void stop() {
    running = false;
    pause.reset();
    error_code ignored;
    acceptor.close(ignored);
    for (const auto& [peer, connection] : connections) connection->close();
    connections.clear();
    per_source.clear();
  }

  Limits limits;
  tcp::acceptor acceptor;
  Deadlines& deadlines;
  tcp::endpoint own;
  Receive receive;
  Lost lost;
  bool running = false;
  Deadlines::Timer pause;
  Statistics statistics;
  std::map<Peer, std::shared_ptr<TcpConnection>> connections;  // by their far end
  std::map<std::string, std::size_t> per_source;
};

Result<std::unique_ptr<TcpTransport>> TcpTransport::open(const Options& options, std::uint16_t port,
                                                         const Executor& control, Deadlines& deadlines) {
  auto implementation = std::make_shared<Implementation>(options.limits, control, deadlines);
  if (auto bound = implementation->bind(options.bind_address, port); !bound) return bound.error();
  return std::unique_ptr<TcpTransport>(new TcpTransport(std::move(implementation)));
}

TcpTransport::TcpTransport(std::shared_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

TcpTransport::~TcpTransport() {
  stop();
}

void TcpTransport::start(Receive receive, Lost lost) {
  implementation_->receive = std::move(receive);
  implementation_->lost = std::move(lost);
  implementation_->running = true;
  implementation_->accept();
}

void TcpTransport::stop() {
  implementation_->stop();
}

std::uint16_t TcpTransport::port() const {
  return implementation_->own.port();
}

void TcpTransport::send(std::string_view bytes, const Peer& to) {
  if (!implementation_->running) return;
  const auto found = implementation_->connections.find(to);
  const auto connection = found == implementation_->connections.end() ? implementation_->connect(to) : found->second;
  if (!connection) return implementation_->give_up(to);
  connection->send(bytes);
}

bool TcpTransport::connected(const Peer& peer) const {
  return implementation_->connections.contains(peer);
}

void TcpTransport::trust(const Peer& peer) {
  const auto found = implementation_->connections.find(peer);
  if (found != implementation_->connections.end()) found->second->trust();
}

TcpTransport::Statistics TcpTransport::statistics() const {
  Statistics out = implementation_->statistics;
  out.connections = implementation_->connections.size();
  return out;
}

}  // namespace ringback::sip
