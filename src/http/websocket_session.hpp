#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>

#include "http/beast.hpp"
#include "http/websocket_connection.hpp"

namespace ringback::http {

// Reader and writer of one WebSocket. Compiled in plain_websocket.cpp and tls_websocket.cpp alone.
template <class Stream>
class WebSocketSession final : public WebSocketConnection {
 public:
  WebSocketSession(Core& core, Stream stream) : WebSocketConnection(core), stream_(std::move(stream)) {
    // Beast pings a silent peer and ends one that doesn't answer; how long a live one says nothing is not our business.
    auto timeout = beast::websocket::stream_base::timeout::suggested(beast::role_type::server);
    timeout.handshake_timeout = closing_time;
    timeout.idle_timeout = core.options.idle_timeout;
    beast::get_lowest_layer(stream_).expires_never();
    stream_.set_option(timeout);
    stream_.read_message_max(core.options.max_message_bytes);
    stream_.text(true);
    stream_.auto_fragment(false);  // a message is one frame, whatever its length
  }

  static Task<void> run(std::shared_ptr<WebSocketSession> self, UpgradeRequest upgrade, Request request,
                        const WebSocketHandler& handler) {
    const auto [error] = co_await self->stream_.async_accept(upgrade, as_result);
    if (!error) {
      asio::co_spawn(self->core_.io, write(self), asio::detached);
      co_await self->open(std::move(request), handler);
      co_await self->read();
    }
    self->over();
  }

 private:
  // For the closing handshake, the peer's end of the TCP connection included.
  static constexpr auto closing_time = std::chrono::seconds(5);

  Task<void> read() {
    beast::flat_buffer buffer;
    for (;;) {
      const auto [error, size] = co_await stream_.async_read(buffer, as_result);
      if (error) co_return;
      if (stream_.got_text()) {
        co_await deliver(beast::buffers_to_string(buffer.data()));
      } else {
        close(beast::websocket::close_code::unknown_data, "text only");
      }
      buffer.consume(size);
    }
  }

  static Task<void> write(std::shared_ptr<WebSocketSession> self) {
    bool open = true;
    while (open) {
      const std::optional<Frame> frame = co_await self->next_frame();
      if (!frame) co_return;
      open = co_await self->write(*frame);
      self->sent(*frame);
    }
    self->abort();
  }

  // False once nothing more can be written.
  Task<bool> write(const Frame& frame) {
    if (frame.code) {
      beast::websocket::close_reason reason(*frame.code);
      reason.reason.assign(frame.text.data(), frame.text.size());
      co_await stream_.async_close(reason, as_result);
      co_return false;
    }
    const auto [error, size] = co_await stream_.async_write(asio::buffer(frame.text), as_result);
    co_return !error;
  }

  void cut() override { beast::get_lowest_layer(stream_).close(); }

  beast::websocket::stream<Stream, false> stream_;  // false: permessage-deflate is declined
};

template <class Stream>
void start_websocket(Core& core, Stream stream, UpgradeRequest upgrade, Request request,
                     const WebSocketHandler& handler) {
  auto session = std::make_shared<WebSocketSession<Stream>>(core, std::move(stream));
  asio::co_spawn(core.io,
                 WebSocketSession<Stream>::run(std::move(session), std::move(upgrade), std::move(request), handler),
                 asio::detached);
}

}  // namespace ringback::http
