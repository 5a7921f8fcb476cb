#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "http/core.hpp"

// What the files that know Beast share; no other file includes it.
namespace ringback::http {

namespace beast = boost::beast;

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

using UpgradeRequest = beast::http::request<beast::http::string_body>;

// Errors come as values.
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

// Takes over the stream of a request that asks for a WebSocket.
template <class Stream>
void start_websocket(Core& core, Stream stream, UpgradeRequest upgrade, Request request,
                     const WebSocketHandler& handler);

}  // namespace ringback::http
