#include "http/listener.hpp"

#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace ringback::http {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;

Error cannot_listen(const Server::Options& options, const boost::system::error_code& error) {
  const std::string port = "port " + std::to_string(options.port) + " of " + options.address;
  if (error == asio::error::address_in_use) return {0, port + " is taken"};
  return {0, "can't listen on " + port + ": " + error.message()};
}

// IPv4 addresses on an IPv6 socket come mapped (RFC 4291 section 2.5.5.2).
std::string address_of(const tcp::socket& socket) {
  boost::system::error_code error;
  const auto address = socket.remote_endpoint(error).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

void start_session(Core& core, tcp::socket socket) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  std::string remote_address = address_of(socket);
  if (core.tls) {
    start_tls_session(core, std::move(socket), std::move(remote_address));
  } else {
    start_plain_session(core, std::move(socket), std::move(remote_address));
  }
}

}  // namespace

Result<std::shared_ptr<asio::ssl::context>> load_certificate(const Server::Options& options) {
  if (options.certificate_file.empty() && options.key_file.empty()) return std::shared_ptr<asio::ssl::context>();
  auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX* native = tls->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  boost::system::error_code error;
  tls->use_certificate_chain_file(options.certificate_file, error);
  if (error) return Error{0, "can't read the certificate " + options.certificate_file + ": " + error.message()};
  tls->use_private_key_file(options.key_file, asio::ssl::context::pem, error);
  if (error) return Error{0, "can't read the certificate's key " + options.key_file + ": " + error.message()};
  return tls;
}

Result<void> listen(Core& core) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(core.options.address, error);
  if (error) return Error{0, core.options.address + " is not an IP address"};
  const tcp::endpoint endpoint(address, core.options.port);
  tcp::acceptor& acceptor = core.acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  if (error) return cannot_listen(core.options, error);
  return {};
}

Task<void> accept_all(Core& core) {
  core.accepting = true;
  while (!core.draining) {
    auto [error, socket] = co_await core.acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (core.draining) break;
    if (error) {
      // Out of descriptors, most likely: asking again at once would spin.
      co_await core.deadlines.wait_for(100ms);
    } else if (core.connections.size() < core.options.max_connections) {
      start_session(core, std::move(socket));
    }
  }
  core.stopped_accepting();
}

}  // namespace ringback::http
