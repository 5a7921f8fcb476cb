#include "http/http_session.hpp"

namespace ringback::http {

extern template void start_websocket<TlsStream>(Core&, TlsStream, UpgradeRequest, Request, const WebSocketHandler&);

void start_tls_session(Core& core, asio::ip::tcp::socket socket, std::string remote_address) {
  auto session = std::make_unique<HttpSession<TlsStream>>(core, TlsStream(std::move(socket), *core.tls),
                                                          std::move(remote_address));
  asio::co_spawn(core.io, HttpSession<TlsStream>::run(std::move(session)), asio::detached);
}

}  // namespace ringback::http
