#pragma once

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <chrono>

#include "http/answer.hpp"
#include "http/beast.hpp"
#include "http/file_body.hpp"
#include "http/response_head.hpp"
#include "http/static_files.hpp"
#include "http/target.hpp"

namespace ringback::http {

// One connection from handshake to close: request after request, until it becomes a WebSocket or ends. Compiled in
// plain_session.cpp and tls_session.cpp alone.
template <class Stream>
class HttpSession final : public Connection {
 public:
  HttpSession(Core& core, Stream stream, std::string remote_address)
      : Connection(core), stream_(std::move(stream)), remote_address_(std::move(remote_address)) {}

  static Task<void> run(std::unique_ptr<HttpSession> self) {
    self->socket().expires_after(self->core_.options.idle_timeout);
    bool open = co_await self->handshake();
    while (open) open = co_await self->exchange();
    if (!self->upgraded_) co_await self->close();
  }

  void finish() override {
    if (!busy_) abort();
  }
  void abort() override { socket().close(); }

 private:
  using Parser = beast::http::request_parser<beast::http::string_body>;

  static constexpr std::uint32_t max_header_bytes = 16 * 1024;
  static constexpr std::size_t slice_bytes = 65'536;
  static constexpr auto answer_limit = std::chrono::minutes(5);
  static constexpr auto closing_time = std::chrono::seconds(2);
  static constexpr bool tls = std::is_same_v<Stream, TlsStream>;

  beast::tcp_stream& socket() { return beast::get_lowest_layer(stream_); }

  Task<bool> handshake();
  // Reads a request and answers it; false ends the connection.
  Task<bool> exchange();
  Task<bool> read(Parser& parser);
  Task<bool> dispatch(Parser& parser);
  Task<bool> answer(const Target& target, Request request, bool keep_alive);
  Task<bool> refuse(beast::error_code error);
  void upgrade(Parser& parser, Request request, const WebSocketHandler& handler);
  Request take_head(const Parser& parser, const Target& target) const;

  // What is sent, and whether the request allows a body and another request after it.
  struct Reply {
    FileResponse content;
    bool keep_alive = true;
    bool head = false;  // answers a HEAD request
  };
  Task<bool> send(Reply reply);
  Task<bool> send_refusal(int status, std::string text);
  Task<bool> write(std::string_view bytes);
  Task<void> close();

  Stream stream_;
  std::string remote_address_;
  beast::flat_buffer buffer_;
  bool busy_ = false;  // with a request
  bool upgraded_ = false;
};

template <class Stream>
Task<bool> HttpSession<Stream>::handshake() {
  if constexpr (tls) {
    const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, as_result);
    if (error.category() == asio::error::get_ssl_category() && ERR_GET_REASON(error.value()) == SSL_R_HTTP_REQUEST) {
      std::string text = "this port speaks https\n";
      const ResponseHead head{text.size(), false,
                              core_.deadlines.wall_now().time_since_epoch() / std::chrono::seconds(1)};
      text.insert(0, response_head(400, {{"Content-Type", "text/plain"}}, head));
      co_await asio::async_write(socket(), asio::buffer(text), as_result);
    }
    co_return !error;
  }
  co_return true;
}

template <class Stream>
Task<bool> HttpSession<Stream>::exchange() {
  Parser parser;
  parser.header_limit(max_header_bytes);
  parser.body_limit(core_.options.max_body_bytes);
  busy_ = false;
  socket().expires_after(core_.options.idle_timeout);
  const auto [error, size] = co_await beast::http::async_read_header(stream_, buffer_, parser, as_result);
  busy_ = true;
  const bool again = error ? co_await refuse(error) : co_await dispatch(parser);
  co_return again && !core_.draining;
}

template <class Stream>
Task<bool> HttpSession<Stream>::dispatch(Parser& parser) {
  const auto& message = parser.get();
  const auto target = parse_target(std::string_view(message.target().data(), message.target().size()));
  if (!target) co_return co_await send_refusal(400, "bad request target\n");
  if (message.version() == 11 && message.count(beast::http::field::host) != 1) {
    co_return co_await send_refusal(400, "one Host field is needed\n");
  }
  Request request = take_head(parser, *target);
  if (const auto* handler = core_.routes.websocket(target->path)) {
    if (!beast::websocket::is_upgrade(message)) co_return co_await send_refusal(426, "this is a WebSocket\n");
    upgrade(parser, std::move(request), *handler);
    co_return false;
  }
  const bool complete = co_await read(parser);
  if (!complete) co_return false;
  request.body = std::move(parser.get().body());
  co_return co_await answer(*target, std::move(request), parser.keep_alive());
}

// The body, which a client may hold back until it is asked for (RFC 9110 section 10.1.1).
template <class Stream>
Task<bool> HttpSession<Stream>::read(Parser& parser) {
  if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue") && !parser.is_done()) {
    const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!written) co_return false;
  }
  const auto [error, size] = co_await beast::http::async_read(stream_, buffer_, parser, as_result);
  if (error) co_return co_await refuse(error);
  co_return true;
}

template <class Stream>
Request HttpSession<Stream>::take_head(const Parser& parser, const Target& target) const {
  const auto& message = parser.get();
  Request request;
  request.method = std::string(message.method_string());
  request.path = target.path;
  request.query = target.query;
  request.remote_address = remote_address_;
  request.tls = tls;
  for (const auto& field : message) {
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  return request;
}

template <class Stream>
void HttpSession<Stream>::upgrade(Parser& parser, Request request, const WebSocketHandler& handler) {
  upgraded_ = true;
  start_websocket<Stream>(core_, std::move(stream_), parser.release(), std::move(request), handler);
}

template <class Stream>
Task<bool> HttpSession<Stream>::answer(const Target& target, Request request, bool keep_alive) {
  Reply reply;
  reply.keep_alive = keep_alive;
  reply.head = request.method == "HEAD";
  const Routes::Match match = core_.routes.match(header(request.headers, "Host"), target.path);
  if (!match.route) {
    reply.content.response = text_response(404, "not found\n");
  } else if (match.wants_slash) {
    reply.content.response = text_response(301, "");
    reply.content.response.headers.emplace_back("Location", with_slash(target));
  } else if (match.route->constant) {
    reply.content.response = *match.route->constant;
  } else if (!match.route->handler) {
    reply.content = find_file(match.route->folder, match.prefix, target, request);
  } else {
    const Headers asked = request.headers;
    const auto answers = std::make_shared<Answers>();
    ask(core_, match.route->handler, std::move(request), answers);
    auto response = co_await answers->receive_until(core_.deadlines, core_.deadlines.now() + answer_limit);
    reply.content.response = response ? std::move(*response) : text_response(504, "no answer\n");
    if (!reply.content.response.file.empty()) reply.content = open_body(std::move(reply.content.response), asked);
  }
  co_return co_await send(std::move(reply));
}

template <class Stream>
Task<bool> HttpSession<Stream>::send(Reply reply) {
  const Response& response = reply.content.response;
  const File& file = reply.content.file;
  const std::uint64_t size = file.is_open() ? reply.content.size : response.body.size();
  const bool keep_alive = reply.keep_alive && !core_.draining;
  const auto seconds = core_.deadlines.wall_now().time_since_epoch() / std::chrono::seconds(1);
  const std::string head = response_head(response.status, response.headers, {size, keep_alive, seconds});
  bool written = co_await write(head);
  if (reply.head || bodiless(response.status)) co_return written&& keep_alive;
  if (!file.is_open() && written) written = co_await write(response.body);
  for (std::uint64_t at = 0; file.is_open() && written && at < size;) {
    const std::string slice = file.read(reply.content.offset + at, std::min<std::uint64_t>(slice_bytes, size - at));
    at += slice.size();
    // A file that has shrunk leaves its promised length unmet: only closing says so.
    written = !slice.empty() && co_await write(slice);
  }
  co_return written&& keep_alive;
}

// Each slice has its own time, so a slow reader of a long body is not cut off.
template <class Stream>
Task<bool> HttpSession<Stream>::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view slice = bytes.substr(0, slice_bytes);
    bytes.remove_prefix(slice.size());
    socket().expires_after(core_.options.idle_timeout);
    const auto [error, size] = co_await asio::async_write(stream_, asio::buffer(slice), as_result);
    if (error) co_return false;
  }
  co_return true;
}

template <class Stream>
Task<bool> HttpSession<Stream>::refuse(beast::error_code error) {
  using beast::http::error::body_limit;
  using beast::http::error::end_of_stream;
  using beast::http::error::header_limit;
  using beast::http::error::partial_message;
  if (error == body_limit) co_return co_await send_refusal(413, "the body is too large\n");
  if (error == header_limit) co_return co_await send_refusal(431, "the header is too large\n");
  const bool gone = error == end_of_stream || error == partial_message;
  if (gone || error.category() != make_error_code(end_of_stream).category()) co_return false;
  co_return co_await send_refusal(400, "this is not HTTP/1.1\n");
}

template <class Stream>
Task<bool> HttpSession<Stream>::send_refusal(int status, std::string text) {
  Reply reply;
  reply.keep_alive = false;
  reply.content.response = text_response(status, std::move(text));
  if (status == 426) reply.content.response.headers.emplace_back("Upgrade", "websocket");
  co_return co_await send(std::move(reply));
}

// Reads on for a moment after the last answer: closing at once with bytes unread would reset the connection and might
// take the answer with it (RFC 9112 section 9.6).
template <class Stream>
Task<void> HttpSession<Stream>::close() {
  socket().expires_after(closing_time);
  if constexpr (tls) co_await stream_.async_shutdown(as_result);
  beast::error_code ignored;
  socket().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  buffer_.clear();
  busy_ = false;
  bool more = !ignored && !core_.draining;
  while (more) {
    const auto [error, size] = co_await socket().async_read_some(buffer_.prepare(slice_bytes), as_result);
    more = !error;
  }
}

}  // namespace ringback::http
