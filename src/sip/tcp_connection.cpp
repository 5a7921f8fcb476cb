#include "sip/tcp_connection.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace ringback::sip {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr int reads_per_turn = 8;

}  // namespace

TcpConnection::TcpConnection(Setup setup) : setup_(std::move(setup)), framer_(setup_.limits.message_bytes) {}

void TcpConnection::start() {
  connected_ = true;
  error_code error;
  setup_.socket.non_blocking(true, error);
  setup_.socket.set_option(asio::ip::tcp::no_delay(true), error);
  set_idle_limit();
  wait();
  write();
}

void TcpConnection::connect(const asio::ip::tcp::endpoint& to) {
  set_limit(setup_.limits.tcp_connect_time);
  setup_.socket.async_connect(to, [self = shared_from_this()](error_code error) {
    if (!self->setup_.socket.is_open()) return;
    if (error) return self->fail();
    self->start();
  });
}

void TcpConnection::send(std::string_view bytes) {
  if (ending_) return;
  unsent_ += bytes;
  if (unsent_.size() > setup_.limits.tcp_unsent_bytes) return fail();
  if (connected_) write();
}

void TcpConnection::trust() {
  if (std::exchange(trusted_, true) || !connected_) return;
  if (!within_message_) set_idle_limit();
}

void TcpConnection::close() {
  setup_.on_closed = nullptr;
  setup_.receive = nullptr;
  limit_.reset();
  error_code ignored;
  setup_.socket.close(ignored);
}

// The owner hears of it in a turn of its own: it may be the one that is sending.
void TcpConnection::fail() {
  const auto on_closed = std::exchange(setup_.on_closed, nullptr);
  close();
  if (!on_closed) return;
  asio::post(setup_.socket.get_executor(),
             [on_closed, peer = setup_.peer, connected = connected_] { on_closed(peer, connected); });
}

void TcpConnection::wait() {
  setup_.socket.async_wait(Socket::wait_read, [self = shared_from_this()](error_code error) {
    if (!error && self->setup_.socket.is_open()) self->read();
  });
}

void TcpConnection::read() {
  std::array<char, 16'384> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  for (int i = 0; i < reads_per_turn; ++i) {
    error_code error;
    const std::size_t size = setup_.socket.read_some(asio::buffer(bytes), error);
    if (error == asio::error::would_block) break;
    if (error) return fail();
    framer_.feed({bytes.data(), size});
    take_frames();
    if (ending_ || !setup_.socket.is_open()) return;
  }
  wait();
}

void TcpConnection::take_frames() {
  using Kind = StreamFramer::Kind;
  for (;;) {
    const auto frame = framer_.next();
    if (frame.kind == Kind::incomplete) break;
    if (frame.kind == Kind::ping) send("\r\n");
    // What is broken gets its 400 too, where it can be answered, and is the last thing that is read.
    const auto receive = setup_.receive;  // a copy, for it may close this
    if (!frame.bytes.empty() && receive) receive(frame.bytes, setup_.peer);
    if (!setup_.receive) return;
    if (frame.kind != Kind::broken) continue;
    ending_ = true;
    return write();
  }
  if (!framer_.within_message()) {
    set_idle_limit();
  } else if (!std::exchange(within_message_, true)) {
    set_limit(setup_.limits.tcp_message_time);
  }
}

void TcpConnection::write() {
  if (!writing_.empty()) return;
  if (unsent_.empty()) {
    if (ending_) fail();
    return;
  }
  writing_ = std::exchange(unsent_, {});
  asio::async_write(setup_.socket, asio::buffer(writing_), [self = shared_from_this()](error_code error, std::size_t) {
    if (!self->setup_.socket.is_open()) return;
    if (error) return self->fail();
    self->writing_.clear();
    self->write();
  });
}

void TcpConnection::set_limit(Duration limit) {
  limit_ = setup_.deadlines.after(limit, [this] { fail(); });
}

void TcpConnection::set_idle_limit() {
  within_message_ = false;
  set_limit(trusted_ ? setup_.limits.tcp_idle_time : setup_.limits.tcp_stranger_idle_time);
}

}  // namespace ringback::sip
