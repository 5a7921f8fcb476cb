#include "sip/udp_transport.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>

#include "sip/icmp_errors.hpp"
#include "sip/ip_address.hpp"
#include "sip/socket_address.hpp"

namespace ringback::sip {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;
using boost::system::error_code;

constexpr int batch = 64;  // datagrams a turn of the event loop

Peer to_peer(const udp::endpoint& endpoint) {
  return to_peer(endpoint, Protocol::udp);
}

bool is_ipv6(const std::string& address) {
  return address.find(':') != std::string::npos;
}

}  // namespace

struct UdpTransport::Socket : std::enable_shared_from_this<Socket> {
  explicit Socket(const Executor& executor) : socket(executor) {}

  Result<void> bind(const Options& options) {
    const std::string where = "UDP " + to_string(Peer{options.bind_address, options.port});
    error_code error;
    const auto address = asio::ip::make_address(options.bind_address, error);
    if (error) return Error{0, where + " is no address"};
    socket.open(address.is_v4() ? udp::v4() : udp::v6(), error);
    if (!error && address.is_v6()) socket.set_option(asio::ip::v6_only(false), error);
    if (!error) socket.bind({address, options.port}, error);
    if (!error) socket.non_blocking(true, error);
    if (error) return Error{0, "can't listen for SIP on " + where + ": " + error.message()};
    // A burst of calls must not be lost while the control thread is elsewhere. Refused where the kernel allows less.
    error_code ignored;
    socket.set_option(asio::socket_base::receive_buffer_size(4 * 1024 * 1024), ignored);
    report_icmp_errors(socket.native_handle());
    own = socket.local_endpoint(error);
    public_addresses = options.public_addresses;
    return {};
  }

  void wait() {
    socket.async_wait(udp::socket::wait_read, [self = shared_from_this()](error_code error) {
      if (error || !self->running) return;
      self->drain();
      if (self->running) self->wait();
    });
  }

  void drain() {
    for (int i = 0; i < batch && running; ++i) {
      udp::endpoint from;
      error_code error;
      const std::size_t size = socket.receive_from(asio::buffer(buffer), from, 0, error);
      if (error == asio::error::would_block) break;
      // Anything else is an ICMP answer to something that we sent.
      if (!error) receive({buffer.data(), size}, to_peer(from));
    }
    for (int i = 0; i < batch && running; ++i) {
      const auto peer = take_icmp_error(socket.native_handle());
      if (!peer) return;
      if (!peer->address.empty()) unreachable(*peer);
    }
  }

  udp::endpoint endpoint_of(const Peer& peer, error_code& error) const {
    return to_endpoint<udp::endpoint>(peer, own.address().is_v6(), error);
  }

  // The outside of a NAT, if the peer is there too and speaks that IP.
  const std::string* public_address_for(const Peer& peer) const {
    if (on_local_network(peer.address)) return nullptr;
    const auto same_family = [&](const std::string& own) { return is_ipv6(own) == is_ipv6(peer.address); };
    const auto found = std::find_if(public_addresses.begin(), public_addresses.end(), same_family);
    return found == public_addresses.end() ? nullptr : &*found;
  }

  // The source address that the kernel chooses today. No packet is sent.
  std::string route_to(const Peer& peer) {
    if (!own.address().is_unspecified()) return to_peer(own).address;
    error_code error;
    udp::socket probe(socket.get_executor());
    const auto endpoint = endpoint_of(peer, error);
    if (!error) probe.open(endpoint.protocol(), error);
    if (!error) probe.connect(endpoint, error);
    const auto local = error ? udp::endpoint{} : probe.local_endpoint(error);
    return error ? "127.0.0.1" : to_peer(local).address;
  }

  udp::socket socket;
  udp::endpoint own;
  std::vector<std::string> public_addresses;
  Receive receive;  // may call `stop`, so it stays until the end
  Unreachable unreachable;
  bool running = false;
  std::array<char, 65'536> buffer{};
};

Result<std::unique_ptr<UdpTransport>> UdpTransport::open(const Options& options, const Executor& control) {
  auto socket = std::make_shared<Socket>(control);
  if (auto bound = socket->bind(options); !bound) return bound.error();
  return std::unique_ptr<UdpTransport>(new UdpTransport(std::move(socket)));
}

UdpTransport::~UdpTransport() {
  stop();
}

void UdpTransport::start(Receive receive, Unreachable unreachable) {
  socket_->receive = std::move(receive);
  socket_->unreachable = std::move(unreachable);
  socket_->running = true;
  socket_->wait();
}

void UdpTransport::stop() {
  socket_->running = false;
  error_code ignored;
  socket_->socket.close(ignored);
}

std::uint16_t UdpTransport::port() const {
  return socket_->own.port();
}

void UdpTransport::send(std::string_view bytes, const Peer& to) {
  error_code error;
  const auto endpoint = socket_->endpoint_of(to, error);
  if (error) return;
  const auto send = [&] { socket_->socket.send_to(asio::buffer(bytes.data(), bytes.size()), endpoint, 0, error); };
  send();
  // A fault of an earlier datagram is told to the next one that is sent, instead of sending it. What the socket can't
  // take now is lost as on the network: SIP sends again.
  if (error && error != asio::error::would_block) send();
}

Peer UdpTransport::local(const Peer& peer) const {
  const std::string* outside = socket_->public_address_for(peer);
  return {outside ? *outside : socket_->route_to(peer), port()};
}

}  // namespace ringback::sip
